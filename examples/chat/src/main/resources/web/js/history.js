/** The messages that were loaded, channel by channel. Those of a channel that was open before are kept: going back is instant. */
import { mayOpen, onChannels } from "./channels.js";

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

/** The time of the last known change in `channel`; 0 if none. */
export function cursorOf(channel) {
  return loaded.get(channel)?.cursor ?? 0;
}

/** Adds rows of messages. Returns those that are new, and those that came again, perhaps with other reactions. */
export function takeRows(channel, rows) {
  const messages = messagesOf(channel);
  const last = messages.at(-1)?.ts ?? 0;
  const fresh = rows.filter((row) => row.ts > last);
  const again = new Map(rows.filter((row) => row.ts <= last).map((row) => [row.id, row]));
  loaded.set(channel, {
    messages: [...messages.map((message) => again.get(message.id) ?? message), ...fresh],
    cursor: Math.max(cursorOf(channel), ...rows.map((row) => Math.max(row.ts, row.reactions_ts ?? 0))),
  });
  return { fresh, again: [...again.values()] };
}
