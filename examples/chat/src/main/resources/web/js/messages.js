/** The messages of the open channel. */
import { announceMessages } from "./announce.js";
import { get, pathTo } from "./api.js";
import { onConnectionBack } from "./connection.js";
import { byId } from "./dom.js";
import { cursorOf, messageAt, messagesOf, messageWith, takeRows } from "./history.js";
import { messageEntries, SYSTEM, tickMark } from "./message.js";
import { follow, read } from "./follow.js";
import { channel, onOpen, partner } from "./place.js";
import { quietly } from "./poll.js";
import { reactionLine } from "./reactions.js";
import { tellDelivered } from "./receipts.js";
import { client, on } from "./stream.js";
import { markRead } from "./unread.js";

const NEAR_THE_END = 60;
/** Another process may make many changes in a row. */
const READ_AGAIN_AFTER = 3000;

let me;
let readAgainTimer = null;
/** Whether the messages that were there before the channel was opened are shown: what comes from then on is new. */
let isCaughtUp = false;

/** Returns a function that polls for new messages at once if there is no stream. */
export function startMessages(user) {
  me = user;
  const path = () => `${pathTo("/messages", channel)}?after=${cursorOf(channel)}`;
  const take = (rows) => {
    const { fresh, isMixed, again } = takeRows(channel, rows);
    again.forEach(showReactions);
    isMixed ? showAll() : append(fresh);
    showIfEmpty();
    if (isCaughtUp) {
      announceMessages(fresh.filter(({ sender }) => sender !== me));
    }
  };
  const load = follow("messages", path, take);
  on("reactions", ({ reactions, ts }) => {
    const message = messageAt(ts, channel);
    if (message) {
      message.reactions = JSON.stringify(reactions);
      showReactions(message);
    }
  });
  on("resync", async () => {
    await read(path, take);
    await readAgain();
  });
  on("changed_elsewhere", () => (readAgainTimer ??= setTimeout(() => quietly(readAgain), READ_AGAIN_AFTER)));

  onOpen(() => {
    isCaughtUp = false;
    byId("messages").replaceChildren();
    byId("newer").hidden = true;
    byId("empty").hidden = true;
    append(messagesOf(channel));
    scrollToEnd();
    quietly(() => catchUp(path, take));
  });
  byId("newer").addEventListener("click", () => {
    // The button goes away, and must not take the focus along.
    byId("scroller").focus();
    scrollToEnd();
    seeThem();
  });
  byId("scroller").addEventListener("scroll", seeThem, { passive: true });
  document.addEventListener("visibilitychange", seeThem);
  onConnectionBack(seeThem);
  return load;
}

/** Reads what was sent before the stream was about the channel. What comes later comes by the stream. */
async function catchUp(path, take) {
  // The client is the last to follow the channel that was opened.
  await Promise.resolve();
  const asked = channel;
  await client.ready;
  await read(path, take);
  if (asked === channel) {
    isCaughtUp = true;
  }
}

/** Updates the shown reactions to `message`. The focus stays where it was. */
export function showReactions(message) {
  const line = entryOf(message)?.querySelector(".reactions");
  const entry = reactionLine(message, me);
  if (!line || line.outerHTML === entry.outerHTML) {
    return;
  }
  const word = line.contains(document.activeElement) && document.activeElement.dataset.word;
  keepAtEnd(() => line.replaceWith(entry));
  if (word) {
    (entry.querySelector(`[data-word="${word}"]`) ?? entry.closest("li")).focus();
  }
}

/** Updates who has read the user's own messages. */
export function showTicks() {
  for (const old of byId("messages").querySelectorAll(".ticks")) {
    const mark = tickMark(messageWith(Number(old.closest("li").dataset.id), channel));
    if (mark.dataset.tip !== old.dataset.tip) {
      old.replaceWith(mark);
    }
  }
}

/** Reads the reactions to the last messages again. */
async function readAgain() {
  clearTimeout(readAgainTimer);
  readAgainTimer = null;
  const asked = channel;
  const rows = await get(pathTo("/messages", asked));
  const { again } = takeRows(asked, rows.filter(({ id }) => messageWith(id, asked)));
  if (asked === channel) {
    again.forEach(showReactions);
  }
}

/** Shows all messages anew: some have come between those that are shown. */
function showAll() {
  keepAtEnd(() => byId("messages").replaceChildren(...messageEntries(messagesOf(channel), undefined, me)));
  seeThem();
}

/** Shows the last messages of the channel, `fresh`, below those that are there already. */
function append(fresh) {
  const before = isAtEnd();
  const previous = messagesOf(channel).at(-1 - fresh.length);
  byId("messages").append(...messageEntries(fresh, previous, me));
  if (before || fresh.at(-1)?.sender === me) {
    scrollToEnd();
  } else if (fresh.length > 0) {
    byId("newer").hidden = false;
  }
  seeThem();
}

/** Marks the channel as read if the visible page is scrolled to its end; else the messages are only delivered. */
function seeThem() {
  const last = messagesOf(channel).findLast(({ sender }) => sender !== me && sender !== SYSTEM);
  if (!isAtEnd() || document.visibilityState !== "visible") {
    if (last) {
      tellDelivered(channel, last.ts);
    }
    return;
  }
  byId("newer").hidden = true;
  if (last) {
    markRead(channel, last.ts, seeThem);
  }
}

function isAtEnd() {
  const { scrollHeight, scrollTop, clientHeight } = byId("scroller");
  return scrollHeight - scrollTop - clientHeight < NEAR_THE_END;
}

function scrollToEnd() {
  byId("scroller").scrollTop = byId("scroller").scrollHeight;
}

function keepAtEnd(change) {
  const before = isAtEnd();
  change();
  if (before) {
    scrollToEnd();
  }
}

function entryOf(message) {
  return byId("messages").querySelector(`[data-id="${message.id}"]`);
}

function showIfEmpty() {
  const other = partner(channel, me);
  byId("empty").textContent = other ? `This is the start of your conversation with ${other}.` : "No messages yet. Say hello.";
  byId("empty").hidden = messagesOf(channel).length > 0;
}
