/** How much the user has not read yet, in each channel, as the server counts it. */
import { pathTo, post } from "./api.js";
import { onChannels, privateChannels, refresh } from "./channels.js";
import { follow } from "./news.js";

const listeners = [];
const marked = new Map();
let channels = {};
let directs = {};
let askChannels = () => {};
let askDirects = () => {};

/** Calls `listener()` when something may have become read or unread. */
export function onUnread(listener) {
  listeners.push(listener);
}

export function startUnread() {
  onChannels(tell);
  askChannels = follow("channel_unreads", () => "/channel_unreads", (counts) => {
    channels = counts;
    tell();
  });
  askDirects = follow("dms", () => "/dms", (list) => {
    directs = byChannel(list);
    tell();
  });
}

/** The number of unread messages in `channel`. */
export function unreadIn(channel) {
  return allCounts()[channel] ?? 0;
}

/** The number of unread messages in all channels but `exception`. */
export function unreadBeside(exception) {
  return Object.entries(allCounts())
    .filter(([channel]) => channel !== exception)
    .reduce((sum, [, count]) => sum + count, 0);
}

/** The user has seen the messages of `channel`, the last of which is of the time `ts`. */
export async function markRead(channel, ts) {
  if (ts <= (marked.get(channel) ?? 0)) {
    return;
  }
  const before = marked.get(channel);
  marked.set(channel, ts);
  try {
    await post(pathTo("/mark_read", channel));
    askChannels();
    askDirects();
    refresh();
  } catch {
    // It is tried again when the messages are looked at next.
    marked.set(channel, before ?? 0);
  }
}

function allCounts() {
  return { ...channels, ...directs, ...byChannel(privateChannels()) };
}

function byChannel(list) {
  return Object.fromEntries(list.map(({ channel, unread }) => [channel, unread]));
}

function tell() {
  listeners.forEach((listener) => listener());
}
