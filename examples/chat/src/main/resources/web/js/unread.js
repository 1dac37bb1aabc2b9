/** Which channels hold something that the user has not seen. What he has seen is remembered in this browser. */
import { get } from "./api.js";
import { poll } from "./poll.js";

const PERIOD = 1000;

const listeners = [];
let storageKey;
let seen = {};
let latest = {};

/** Calls `listener()` when a channel may have become read or unread. */
export function onUnread(listener) {
  listeners.push(listener);
}

export function startUnread(me) {
  storageKey = `seen:${me}`;
  seen = JSON.parse(localStorage.getItem(storageKey) ?? "{}");
  poll(async () => {
    latest = await get("/latest");
    listeners.forEach((listener) => listener());
  }, PERIOD);
}

export function isUnread(channel) {
  return (latest[channel] ?? 0) > (seen[channel] ?? 0);
}

export function unreadChannels() {
  return Object.keys(latest).filter(isUnread);
}

/** The user has seen the messages of `channel` up to the time `ts`. */
export function markSeen(channel, ts) {
  if (ts > (seen[channel] ?? 0)) {
    seen[channel] = ts;
    localStorage.setItem(storageKey, JSON.stringify(seen));
    listeners.forEach((listener) => listener());
  }
}
