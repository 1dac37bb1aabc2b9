/** The messages of the open channel. */
import { get, pathTo } from "./api.js";
import { byId } from "./dom.js";
import { cursorOf, messageAt, messagesOf, messageWith, takeRows } from "./history.js";
import { messageEntries, SYSTEM, tickMark } from "./message.js";
import { follow } from "./news.js";
import { channel, onOpen, partner } from "./place.js";
import { quietly } from "./poll.js";
import { reactionLine } from "./reactions.js";
import { on } from "./stream.js";
import { markRead } from "./unread.js";

const NEAR_THE_END = 60;
/** Another program may change many things one after the other. */
const LOOK_AGAIN_AFTER = 3000;

let me;
let lookAgain = null;

/** Returns a function that asks for new messages at once, where nobody tells. */
export function startMessages(user) {
  me = user;
  const load = follow("messages", () => `${pathTo("/messages", channel)}?after=${cursorOf(channel)}`, (rows) => {
    const { fresh, again } = takeRows(channel, rows);
    again.forEach(showReactions);
    append(fresh);
    showIfEmpty();
  });
  on("reactions", ({ reactions, ts }) => {
    const message = messageAt(ts, channel);
    if (message) {
      message.reactions = JSON.stringify(reactions);
      showReactions(message);
    }
  });
  on("resync", readAgain);
  on("changed_elsewhere", () => (lookAgain ??= setTimeout(() => quietly(readAgain), LOOK_AGAIN_AFTER)));

  onOpen(() => {
    byId("messages").replaceChildren();
    byId("newer").hidden = true;
    byId("empty").hidden = true;
    append(messagesOf(channel));
    scrollToEnd();
    load();
  });
  byId("newer").addEventListener("click", () => {
    scrollToEnd();
    seeThem();
  });
  byId("scroller").addEventListener("scroll", seeThem, { passive: true });
  document.addEventListener("visibilitychange", seeThem);
  return load;
}

/** Shows the reactions to `message` anew. Whatever had the focus there keeps it. */
export function showReactions(message) {
  const line = entryOf(message)?.querySelector(".reactions");
  const news = reactionLine(message, me);
  if (!line || line.outerHTML === news.outerHTML) {
    return;
  }
  const word = line.contains(document.activeElement) && document.activeElement.dataset.word;
  keepAtEnd(() => line.replaceWith(news));
  if (word) {
    (news.querySelector(`[data-word="${word}"]`) ?? news.closest("li")).focus();
  }
}

/** Shows anew who has read one's own messages. */
export function showTicks() {
  for (const old of byId("messages").querySelectorAll(".ticks")) {
    const mark = tickMark(messageWith(Number(old.closest("li").dataset.id), channel));
    if (mark.dataset.tip !== old.dataset.tip) {
      old.replaceWith(mark);
    }
  }
}

/** Reads the reactions to the last messages again. New messages are told otherwise. */
async function readAgain() {
  clearTimeout(lookAgain);
  lookAgain = null;
  const asked = channel;
  const rows = await get(pathTo("/messages", asked));
  const { again } = takeRows(asked, rows.filter(({ id }) => messageWith(id, asked)));
  if (asked === channel) {
    again.forEach(showReactions);
  }
}

/** Shows the last messages of the channel, `news`, below those that are there already. */
function append(news) {
  const before = isAtEnd();
  const previous = messagesOf(channel).at(-1 - news.length);
  byId("messages").append(...messageEntries(news, previous, me));
  if (before || news.at(-1)?.sender === me) {
    scrollToEnd();
  } else if (news.length > 0) {
    byId("newer").hidden = false;
  }
  seeThem();
}

/** What stands at the end of the page in front of somebody has been read. */
function seeThem() {
  if (!isAtEnd() || document.visibilityState !== "visible") {
    return;
  }
  byId("newer").hidden = true;
  const last = messagesOf(channel).findLast(({ sender }) => sender !== me && sender !== SYSTEM);
  if (last) {
    markRead(channel, last.ts);
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
  byId("empty").textContent = other ? `This is the beginning of your talk with ${other}.` : "Nothing was said here yet.";
  byId("empty").hidden = messagesOf(channel).length > 0;
}
