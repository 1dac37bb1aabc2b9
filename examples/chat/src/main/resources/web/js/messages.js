/** The messages of the open channel. Those of the channels that were open before are kept, so that going back is instant. */
import { get, pathTo } from "./api.js";
import { byId } from "./dom.js";
import { messageEntries } from "./message.js";
import { channel, onOpen, partner } from "./place.js";
import { poll } from "./poll.js";
import { markSeen } from "./unread.js";

const PERIOD = 1000;
const NEAR_THE_END = 60;

const loaded = new Map();

/** Returns a function that asks for new messages at once. */
export function startMessages(me) {
  const scroller = byId("scroller");
  const isAtEnd = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_THE_END;
  const scrollToEnd = () => (scroller.scrollTop = scroller.scrollHeight);
  const seeThem = () => {
    const all = loaded.get(channel) ?? [];
    if (all.length > 0 && isAtEnd() && document.visibilityState === "visible") {
      markSeen(channel, all.at(-1).ts);
      byId("newer").hidden = true;
    }
  };

  const append = (news, previous) => {
    const wasAtEnd = isAtEnd();
    byId("messages").append(...messageEntries(news, previous));
    if (wasAtEnd || news.at(-1)?.sender === me) {
      scrollToEnd();
    } else if (news.length > 0) {
      byId("newer").hidden = false;
    }
    seeThem();
  };

  const load = poll(async () => {
    const asked = channel;
    const before = loaded.get(asked) ?? [];
    const after = before.at(-1)?.ts ?? 0;
    const news = await get(`${pathTo("/messages", asked)}?after=${after}`);
    loaded.set(asked, [...before, ...news]);
    if (asked === channel) {
      append(news, before.at(-1));
      showIfEmpty(me);
    }
  }, PERIOD);

  onOpen(() => {
    byId("messages").replaceChildren();
    byId("newer").hidden = true;
    byId("empty").hidden = true;
    append(loaded.get(channel) ?? [], undefined);
    scrollToEnd();
    load();
  });
  byId("newer").addEventListener("click", () => {
    scrollToEnd();
    seeThem();
  });
  scroller.addEventListener("scroll", seeThem, { passive: true });
  document.addEventListener("visibilitychange", seeThem);
  return load;
}

function showIfEmpty(me) {
  const other = partner(channel, me);
  byId("empty").textContent = other ? `This is the beginning of your talk with ${other}.` : "Nothing was said here yet.";
  byId("empty").hidden = loaded.get(channel).length > 0;
}
