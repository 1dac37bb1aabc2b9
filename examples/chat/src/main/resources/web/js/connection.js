/** The banner that says that the server cannot be reached. Polling goes on meanwhile, and the first answer removes it. */
import { byId } from "./dom.js";

// Requests that are under way when the page is left fail; that is no lost connection.
let leaving = false;
addEventListener("pagehide", () => (leaving = true));
addEventListener("pageshow", () => (leaving = false));

export function connectionLost() {
  byId("connection").hidden = leaving;
}

export function connectionBack() {
  byId("connection").hidden = true;
}
