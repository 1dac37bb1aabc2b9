/** What users do, as the server reports it: their status texts and emojis, and who is in a call. */
import { on, refresh } from "./stream.js";

const WORDS = {
  in_call: { emoji: "📞", text: "In a call" },
  do_not_disturb: { emoji: "⛔", text: "Do not disturb" },
};

const listeners = [];
let statuses = {};

/** Calls `listener()`, which may be asynchronous, whenever a status has changed. */
export function onStatuses(listener) {
  listeners.push(listener);
}

/** Returns a function that polls at once if there is no stream. */
export function startStatuses() {
  on("statuses", async (received) => {
    statuses = received;
    await Promise.all(listeners.map((listener) => listener()));
  });
  return refresh;
}

/** What others see of the status of `user`, as `{ emoji, text, until }`; null if there is nothing to see. */
export function statusOf(user) {
  const status = statuses[user];
  const words = status && (WORDS[status.state] ?? {});
  return status && (status.text || status.emoji || words.text)
    ? {
        emoji: status.emoji ?? words.emoji ?? "",
        text: status.text ?? words.text ?? "",
        until: status.until && untilWords(status.until),
      }
    : null;
}

function untilWords(seconds) {
  const end = new Date(seconds * 1000);
  const isToday = end.toDateString() === new Date().toDateString();
  return `until ${isToday ? end.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" }) : "the end of the day"}`;
}
