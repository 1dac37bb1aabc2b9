/** The states of all users, as the server reports them. */
import { on, refresh } from "./stream.js";

const WORDS = { active: "Active", idle: "Idle", hidden: "Away", offline: "Offline" };

const listeners = [];
let states = {};

/** Calls `listener()`, which may be asynchronous, whenever a state has changed. */
export function onStates(listener) {
  listeners.push(listener);
}

/** Returns a function that polls at once if there is no stream. */
export function startWatching() {
  on("online_users", async (answer) => {
    states = answer;
    await Promise.all(listeners.map((listener) => listener()));
  });
  return refresh;
}

/** The state of `user`. A user who is not listed has sent no heartbeat for an hour. */
export function stateOf(user) {
  return states[user] ?? "offline";
}

export function wordFor(state) {
  return WORDS[state] ?? state;
}

export function listedUsers() {
  return Object.keys(states);
}
