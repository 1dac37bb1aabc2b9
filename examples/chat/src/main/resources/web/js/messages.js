/** The messages of the open channel. */
import { byId } from "./dom.js";
import { loadNews, messagesOf, messageWith } from "./history.js";
import { messageEntries, SYSTEM, tickMark } from "./message.js";
import { channel, onOpen, partner } from "./place.js";
import { poll } from "./poll.js";
import { reactionLine } from "./reactions.js";
import { markRead } from "./unread.js";

const PERIOD = 1000;
const NEAR_THE_END = 60;

let me;

/** Returns a function that asks for new messages at once. */
export function startMessages(user) {
  me = user;
  const load = poll(async () => {
    const asked = channel;
    const { fresh, again } = await loadNews(asked);
    if (asked === channel) {
      again.forEach(showReactions);
      append(fresh);
      showIfEmpty();
    }
  }, PERIOD);

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
