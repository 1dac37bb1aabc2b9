/** How everybody is here, as the server tells it. */
import { get } from "./api.js";
import { poll } from "./poll.js";

const PERIOD = 1000;
const WORDS = { active: "Active", idle: "Idle", hidden: "Away", offline: "Offline" };

const listeners = [];
let states = {};
let known = "";

/** Calls `listener()`, which may be asynchronous, whenever somebody's state has changed. */
export function onStates(listener) {
  listeners.push(listener);
}

/** Asks the server again and again. Returns a function that asks at once. */
export function startWatching() {
  return poll(async () => {
    const answer = await get("/online_users");
    const text = JSON.stringify(answer);
    if (text !== known) {
      states = answer;
      await Promise.all(listeners.map((listener) => listener()));
      // Last, so that a listener that could not do its work is called again.
      known = text;
    }
  }, PERIOD);
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
