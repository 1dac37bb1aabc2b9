/** What users do, as the server reports it: their status texts and emojis, and who is in a call. */
import { follow } from "./follow.js";
import { others } from "./people.js";

/** How many users the server answers for at once. */
const MAX_USERS = 100;
const WORDS = {
  in_call: { emoji: "📞", text: "In a call" },
  do_not_disturb: { emoji: "⛔", text: "Do not disturb" },
};

const listeners = [];
let statuses = {};
let known = "";

/** Calls `listener()`, which may be asynchronous, whenever a status has changed. */
export function onStatuses(listener) {
  listeners.push(listener);
}

/** Returns a function that polls at once if there is no stream. */
export function startStatuses(me) {
  return follow("statuses", () => path(me), async (answer) => {
    const received = answer.users ? fromUsers(answer.users) : answer;
    const text = JSON.stringify(received);
    if (text !== known) {
      statuses = received;
      await Promise.all(listeners.map((listener) => listener()));
      known = text;
    }
  });
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

/** Without a stream. */
function path(me) {
  return `/presence/users?${new URLSearchParams([me, ...others()].slice(0, MAX_USERS).map((user) => ["user", user]))}`;
}

function fromUsers(users) {
  return Object.fromEntries(
    Object.entries(users)
      .filter(([, { status }]) => status)
      .map(([user, { status }]) => [user, status]),
  );
}

function untilWords(seconds) {
  const end = new Date(seconds * 1000);
  const isToday = end.toDateString() === new Date().toDateString();
  return `until ${isToday ? end.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" }) : "the end of the day"}`;
}
