/** Whether the user wants all calls relayed by the server: chosen in the menu, or by `?relay` in the address. */
import { byId } from "../dom.js";

const KEY = "relay";

export function relayOnly() {
  return new URLSearchParams(location.search).has("relay") || localStorage.getItem(KEY) !== null;
}

export function showRelayChoice() {
  byId("relay-choice").setAttribute("aria-checked", relayOnly());
}

export function toggleRelayChoice() {
  localStorage.getItem(KEY) === null ? localStorage.setItem(KEY, "yes") : localStorage.removeItem(KEY);
  showRelayChoice();
}
