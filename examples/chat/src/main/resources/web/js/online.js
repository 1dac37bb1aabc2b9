/** How everybody is here, as the server tells it. */
import { follow } from "./news.js";

const WORDS = { active: "Active", idle: "Idle", hidden: "Away", offline: "Offline" };

const listeners = [];
let states = {};
let known = "";

/** Calls `listener()`, which may be asynchronous, whenever somebody's state has changed. */
export function onStates(listener) {
  listeners.push(listener);
}

/** Returns a function that asks at once, where nobody tells. */
export function startWatching() {
  return follow("online_users", () => "/online_users", async (answer) => {
    const text = JSON.stringify(answer);
    if (text !== known) {
      states = answer;
      await Promise.all(listeners.map((listener) => listener()));
      // Last, so that a listener that could not do its work is called again.
      known = text;
    }
  });
}

/** The state of `user`. Whoever is not listed was not here for an hour. */
export function stateOf(user) {
  return states[user] ?? "offline";
}

export function wordFor(state) {
  return WORDS[state] ?? state;
}

export function listedUsers() {
  return Object.keys(states);
}
