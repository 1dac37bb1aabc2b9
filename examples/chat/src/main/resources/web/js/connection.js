/** The banner that is shown while the server cannot be reached. A stream, or the first answer to a later request, removes it. */
import { byId } from "./dom.js";

const lostListeners = [];
const backListeners = [];

/** Set while the server cannot be reached; aborted when it can. */
let lost = null;
let lostAt = 0;

// Requests that are under way when the page is left fail; that is not a lost connection.
let leaving = false;
addEventListener("pagehide", () => (leaving = true));
addEventListener("pageshow", () => (leaving = false));

/** Calls `listener(life)` when the server is out of reach, as long as `life`, an AbortSignal, is not aborted. */
export function onConnectionLost(listener) {
  lostListeners.push(listener);
}

/** Calls `listener()` when the server can be reached again. */
export function onConnectionBack(listener) {
  backListeners.push(listener);
}

export function connectionLost() {
  if (!lost && !leaving) {
    lost = new AbortController();
    lostAt = performance.now();
    byId("connection").hidden = false;
    lostListeners.forEach((listener) => listener(lost.signal));
  }
}

/** A request that began at the time `begun` was answered, which says nothing if that was before the server was out of reach. */
export function connectionBack(begun = Infinity) {
  if (lost && begun >= lostAt) {
    lost.abort();
    lost = null;
    byId("connection").hidden = true;
    backListeners.forEach((listener) => listener());
  }
}
