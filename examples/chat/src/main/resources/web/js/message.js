/** What a message looks like. */
import { avatar } from "./avatar.js";
import { element } from "./dom.js";

const SAME_BREATH = 5 * 60;

const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const date = new Intl.DateTimeFormat(undefined, { weekday: "long", day: "numeric", month: "long" });

/** The list entries for `messages`, which come after `previous`: a line for each new day, one head for what belongs together. */
export function messageEntries(messages, previous) {
  const entries = [];
  for (const message of messages) {
    const newDay = !previous || dayOf(previous) !== dayOf(message);
    if (newDay) {
      entries.push(element("li", { class: "day" }, dayWord(message)));
    }
    const follows = !newDay && previous.sender === message.sender && message.ts - previous.ts < SAME_BREATH;
    entries.push(follows ? following(message) : first(message));
    previous = message;
  }
  return entries;
}

function first(message) {
  return element(
    "li",
    { class: "message first" },
    avatar(message.sender),
    element("div", { class: "by" }, element("span", { class: "sender" }, message.sender), time(message)),
    content(message),
  );
}

function following(message) {
  return element("li", { class: "message" }, time(message), content(message));
}

function content(message) {
  return element("p", { class: "content" }, message.content);
}

function time(message) {
  return element("time", { datetime: at(message).toISOString() }, clock.format(at(message)));
}

function at(message) {
  return new Date(message.ts * 1000);
}

function dayOf(message) {
  return at(message).toDateString();
}

function dayWord(message) {
  const day = dayOf(message);
  const yesterday = new Date();
  yesterday.setDate(yesterday.getDate() - 1);
  if (day === new Date().toDateString()) {
    return "Today";
  }
  return day === yesterday.toDateString() ? "Yesterday" : date.format(at(message));
}
