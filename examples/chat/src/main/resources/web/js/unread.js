/** The number of unread messages in each channel, as the server counts them. */
import { onChannels, privateChannels } from "./channels.js";
import { note } from "./failures.js";
import { follow } from "./follow.js";
import { MARKING_PAUSE, pace } from "./pace.js";
import { onOpen } from "./place.js";
import { client, refresh } from "./stream.js";

const listeners = [];
const marked = new Map();
const mayMark = pace(MARKING_PAUSE);
let channels = {};
let directs = {};
let askChannels = () => {};
let askDirects = () => {};

/** Calls `listener()` when a count may have changed. */
export function onUnread(listener) {
  listeners.push(listener);
}

export function startUnread() {
  onChannels(notify);
  onOpen(() => [...marked].filter(([, ts]) => ts === Infinity).forEach(([place]) => marked.delete(place)));
  askChannels = follow("channel_unreads", () => "/channel_unreads", (counts) => {
    channels = counts;
    notify();
  });
  askDirects = follow("dms", () => "/dms", (list) => {
    directs = byChannel(list);
    notify();
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

/** The message is unread again, with all that follow, until the user opens `channel` the next time. */
export async function markUnread(channel, id) {
  const before = marked.get(channel);
  marked.set(channel, Infinity);
  try {
    await client.receipts.unread(id);
    ask();
  } catch (error) {
    marked.set(channel, before ?? 0);
    throw error;
  }
}

/**
 * The user has seen the messages of `channel`, the last of which is of the time `ts`. A moment after another call for it,
 * `lookAgain()` is called instead, a little later.
 */
export async function markRead(channel, ts, lookAgain) {
  if (ts <= (marked.get(channel) ?? 0) || !mayMark(channel, lookAgain)) {
    return;
  }
  const before = marked.get(channel);
  marked.set(channel, ts);
  try {
    await client.receipts.read(channel);
    ask();
  } catch (error) {
    note(error);
    // This is tried again when the user looks at the messages next.
    marked.set(channel, before ?? 0);
  }
}

function ask() {
  askChannels();
  askDirects();
  refresh();
}

function allCounts() {
  return { ...channels, ...directs, ...byChannel(privateChannels()) };
}

function byChannel(list) {
  return Object.fromEntries(list.map(({ channel, unread }) => [channel, unread]));
}

function notify() {
  listeners.forEach((listener) => listener());
}
