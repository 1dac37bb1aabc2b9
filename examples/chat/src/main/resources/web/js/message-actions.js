/** The actions on a message: react, mark as unread, with the pointer or the keyboard. Arrow keys move from message to message. */
import { byId } from "./dom.js";
import { messageWith } from "./history.js";
import { showReactions } from "./messages.js";
import { openPicker, startPicker } from "./picker.js";
import { channel } from "./place.js";
import { quietly } from "./poll.js";
import { client } from "./stream.js";
import { markUnread } from "./unread.js";

export function startMessageActions() {
  const list = byId("messages");
  startPicker(react);
  list.addEventListener("click", ({ target }) => {
    const button = target.closest("button");
    if (button?.matches(".react")) {
      openPicker(button);
    } else if (button?.matches(".mark-unread")) {
      quietly(() => markUnread(channel, button.closest("li").dataset.id));
    } else if (button) {
      react(button, button.dataset.word);
    }
  });
  list.addEventListener("keydown", (event) => walk(event, [...list.querySelectorAll(".message")]));
  new MutationObserver(() => makeOneReachable(list)).observe(list, { childList: true });
}

/** Adds the reaction, or takes it back. */
async function react(button, word) {
  const id = Number(button.closest("li").dataset.id);
  const { reactions } = messageWith(id, channel);
  // If this fails, the shown reactions stay.
  await quietly(async () => {
    const answer = await client.reactions.toggle(id, word);
    const message = messageWith(id, channel);
    // If they have changed meanwhile, the stream was faster, and may be more recent.
    if (message?.reactions === reactions) {
      message.reactions = JSON.stringify(answer);
      showReactions(message);
    }
  });
}

function walk(event, messages) {
  const at = messages.indexOf(event.target.closest("li"));
  const moves = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: messages.length - 1 };
  const next = messages[moves[event.key]];
  if (next) {
    event.preventDefault();
    messages.forEach((message) => (message.tabIndex = -1));
    next.tabIndex = 0;
    next.focus();
  }
}

/** Tab moves to one message: the last one, unless the arrow keys have moved to another. */
function makeOneReachable(list) {
  if (!list.contains(document.activeElement)) {
    list.querySelectorAll(".message[tabindex='0']").forEach((message) => (message.tabIndex = -1));
    const last = [...list.querySelectorAll(".message")].at(-1);
    if (last) {
      last.tabIndex = 0;
    }
  }
}
