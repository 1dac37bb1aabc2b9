/** The messages that were loaded, channel by channel. Those of a channel that was open before are kept: going back is instant. */
import { mayOpen, onChannels } from "./channels.js";

/** By how many seconds a message that was sent at another node may arrive after newer ones. */
const LATENESS = 10;

const loaded = new Map();

onChannels(() => {
  // A user who returns to the channel starts with an empty list.
  [...loaded.keys()].filter((channel) => !mayOpen(channel)).forEach((channel) => loaded.delete(channel));
});

export function messagesOf(channel) {
  return loaded.get(channel)?.messages ?? [];
}

export function messageWith(id, channel) {
  return messagesOf(channel).find((message) => message.id === id);
}

export function messageAt(ts, channel) {
  return messagesOf(channel).find((message) => message.ts === ts);
}

/** The time from which to ask for changes in `channel`; 0 if nothing is known of it. */
export function cursorOf(channel) {
  return Math.max(0, lastChangeOf(channel) - LATENESS);
}

/**
 * Adds rows of messages. Returns those that are new; whether some of them are older than known ones (then the list must be shown
 * again); and those that came again, perhaps with other reactions.
 */
export function takeRows(channel, rows) {
  const messages = messagesOf(channel);
  const first = messages[0]?.ts ?? 0;
  const last = messages.at(-1)?.ts ?? 0;
  const known = new Set(messages.map(({ id }) => id));
  // Those before the first belong to a part of the channel that is not loaded, unless they are late.
  const fresh = rows.filter((row) => !known.has(row.id) && row.ts > first - LATENESS);
  const again = new Map(rows.filter((row) => known.has(row.id)).map((row) => [row.id, row]));
  const isMixed = fresh.some((row) => row.ts < last);
  const all = [...messages.map((message) => again.get(message.id) ?? message), ...fresh];
  loaded.set(channel, {
    messages: isMixed ? all.sort((a, b) => a.ts - b.ts) : all,
    lastChange: Math.max(lastChangeOf(channel), ...rows.map((row) => Math.max(row.ts, row.reactions_ts ?? 0))),
  });
  return { fresh, isMixed, again: [...again.values()] };
}

function lastChangeOf(channel) {
  return loaded.get(channel)?.lastChange ?? 0;
}
