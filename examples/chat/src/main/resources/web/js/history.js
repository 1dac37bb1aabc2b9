/** The messages that were loaded, channel by channel. Those of a channel that was open before are kept: going back is instant. */
import { get, pathTo } from "./api.js";
import { mayOpen, onChannels } from "./channels.js";

const loaded = new Map();

onChannels(() => {
  // Whoever comes back to a channel begins anew there.
  [...loaded.keys()].filter((channel) => !mayOpen(channel)).forEach((channel) => loaded.delete(channel));
});

export function messagesOf(channel) {
  return loaded.get(channel)?.messages ?? [];
}

export function messageWith(id, channel) {
  return messagesOf(channel).find((message) => message.id === id);
}

/** Asks for what has changed in `channel`. Answers the messages that are new, and those that came again with new reactions. */
export async function loadNews(channel) {
  const { messages, cursor } = loaded.get(channel) ?? { messages: [], cursor: 0 };
  const rows = await get(`${pathTo("/messages", channel)}?after=${cursor}`);
  const last = messages.at(-1)?.ts ?? 0;
  const fresh = rows.filter((row) => row.ts > last);
  const again = new Map(rows.filter((row) => row.ts <= last).map((row) => [row.id, row]));
  loaded.set(channel, {
    messages: [...messages.map((message) => again.get(message.id) ?? message), ...fresh],
    cursor: Math.max(cursor, ...rows.map((row) => Math.max(row.ts, row.reactions_ts ?? 0))),
  });
  return { fresh, again: [...again.values()] };
}
