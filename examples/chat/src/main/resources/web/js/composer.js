/** The field to write in. A draft stays with its channel. */
import { pathTo, post } from "./api.js";
import { nameOf } from "./channels.js";
import { byId } from "./dom.js";
import { draftOf, keepDraft } from "./drafts.js";
import { reasonOf } from "./failures.js";
import { channel, onOpen } from "./place.js";
import { keepTyping, stopTyping } from "./typing.js";

/** The most that the server accepts, and from when on it is shown how much of it is left. */
const MAX_LENGTH = 4000;
const SHOWN_FROM = MAX_LENGTH - 500;

/** `sent` is called when the server has accepted a message. */
export function startComposer(sent) {
  const field = byId("text");
  const button = byId("composer").querySelector("button");
  let sending = false;

  const changed = () => {
    keepDraft(channel, field.value);
    button.disabled = sending || !maySend(field.value);
    showRoom(field);
    fit(field);
  };
  const put = (text) => {
    field.value = text;
    changed();
  };

  onOpen(() => {
    field.placeholder = `Write to ${nameOf(channel)}`;
    complain("");
    put(draftOf(channel));
    if (matchMedia("(hover: hover)").matches) {
      field.focus();
    }
  });
  field.addEventListener("input", () => {
    changed();
    complain("");
    field.value.trim() === "" ? stopTyping() : keepTyping();
  });
  field.addEventListener("keydown", (event) => {
    // While an input method composes a word, Enter belongs to it.
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      byId("composer").requestSubmit();
    }
  });
  byId("composer").addEventListener("submit", async (event) => {
    event.preventDefault();
    const text = field.value;
    const to = channel;
    if (sending || !maySend(text)) {
      return;
    }
    sending = true;
    put("");
    try {
      await post(pathTo("/send", to), { text });
      stopTyping();
      sent();
    } catch (error) {
      giveBack(to, text);
      complain(reasonOf(error, "Not sent. Try again in a moment."));
    }
    sending = false;
    changed();
  });

  /** Puts a text that could not be sent back into its draft, before what was written since. */
  function giveBack(to, text) {
    const kept = [text, draftOf(to)].filter(Boolean).join("\n");
    keepDraft(to, kept);
    if (to === channel) {
      put(kept);
    }
  }
}

/** Counted as the server counts: without blanks around it, and an emoji as one. */
function lengthOf(text) {
  return [...text.trim()].length;
}

function maySend(text) {
  const length = lengthOf(text);
  return length > 0 && length <= MAX_LENGTH;
}

/** How much may still be written, when that is little. */
function showRoom(field) {
  const length = lengthOf(field.value);
  const room = MAX_LENGTH - length;
  const count = `${Math.abs(room)} character${Math.abs(room) === 1 ? "" : "s"}`;
  byId("room").textContent = length < SHOWN_FROM ? "" : room < 0 ? `${count} too many` : `${count} left`;
  field.setAttribute("aria-invalid", room < 0);
}

function complain(problem) {
  byId("send-error").textContent = problem;
  byId("send-error").hidden = problem === "";
}

/** As high as its text, for browsers that do not do it by themselves (field-sizing). */
function fit(field) {
  if (!CSS.supports("field-sizing", "content")) {
    field.style.height = "auto";
    field.style.height = `${field.scrollHeight}px`;
  }
}
