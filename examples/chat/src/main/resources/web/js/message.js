/** The elements of a message. */
import { avatar } from "./avatar.js";
import { byId, element } from "./dom.js";
import { withLinks } from "./links.js";
import { reactionLine } from "./reactions.js";
import { readersOf, recipientsOf } from "./receipts.js";

/** The sender of the notices of a channel. */
export const SYSTEM = "system";

const SAME_BREATH = 5 * 60;

const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const date = new Intl.DateTimeFormat(undefined, { weekday: "long", day: "numeric", month: "long" });

/** The list entries for `messages`, which come after `previous`: a line for each new day, one head for what belongs together. */
export function messageEntries(messages, previous, me) {
  const entries = [];
  for (const message of messages) {
    const newDay = !previous || dayOf(previous) !== dayOf(message);
    if (newDay) {
      entries.push(element("li", { class: "day" }, dayWord(message)));
    }
    const follows = !newDay && previous.sender === message.sender && message.ts - previous.ts < SAME_BREATH;
    entries.push(message.sender === SYSTEM ? notice(message) : entry(message, follows, me));
    previous = message;
  }
  return entries;
}

/** One tick: the message is sent. Two: another user has received it. Two in colour: another user has read it. */
export function tickMark(message) {
  const readers = readersOf(message);
  const recipients = recipientsOf(message);
  const text = tickText(readers, recipients);
  const mark = element("span", {
    class: "ticks",
    role: "img",
    "aria-label": text,
    "data-tip": text,
    "data-read": readers.length > 0,
  });
  const isReceived = readers.length + recipients.length > 0;
  mark.append(byId(isReceived ? "tick-read" : "tick-sent").content.cloneNode(true));
  return mark;
}

function tickText(readers, recipients) {
  if (readers.length > 0) {
    return `Read by ${readers.join(", ")}`;
  }
  return recipients.length > 0 ? `Delivered to ${recipients.join(", ")}` : "Sent";
}

function notice(message) {
  return element("li", { class: "notice", "data-id": message.id }, message.content);
}

function entry(message, follows, me) {
  const made = element("li", {
    class: follows ? "message" : "message first",
    "data-id": message.id,
    tabindex: "-1",
  });
  made.append(...(follows ? [time(message)] : [avatar(message.sender), head(message)]));
  made.append(element("p", { class: "content" }, ...withLinks(message.content)));
  if (message.sender === me) {
    made.append(tickMark(message));
  }
  made.append(reactionLine(message, me), reactButton());
  if (message.sender !== me) {
    made.append(unreadButton());
  }
  return made;
}

function head(message) {
  return element("div", { class: "by" }, element("span", { class: "sender" }, message.sender), time(message));
}

function reactButton() {
  const button = element("button", {
    type: "button",
    class: "icon-button react",
    "aria-label": "Add a reaction",
    "data-tip": "Add a reaction",
    "aria-haspopup": "menu",
    "aria-expanded": "false",
  });
  button.append(byId("smiley").content.cloneNode(true));
  return button;
}

function unreadButton() {
  const button = element("button", {
    type: "button",
    class: "icon-button mark-unread",
    "aria-label": "Mark as unread from here",
    "data-tip": "Mark as unread from here",
  });
  button.append(byId("unread-mark").content.cloneNode(true));
  return button;
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
