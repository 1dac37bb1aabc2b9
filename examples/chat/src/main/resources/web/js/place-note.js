/** The line that says why another channel is open than the one that was asked for. Opening a channel removes it. */
import { announce } from "./announce.js";
import { byId } from "./dom.js";
import { onOpen } from "./place.js";

export function startPlaceNote() {
  onOpen(() => show(""));
}

/** Call this after the other channel was opened. */
export function notePlace(text) {
  show(text);
  announce(text);
}

function show(text) {
  byId("place-note").textContent = text;
}
