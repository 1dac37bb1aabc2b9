/**
 * Reports the state of this tab: active, idle, hidden (page in the background) or offline (page left). Others see the most present
 * state of the user's tabs.
 */
import { postJson } from "./api.js";
import { onConnectionBack } from "./connection.js";
import { session } from "./session.js";
import { beforeSignOut } from "./sign-out.js";

const HEARTBEAT = 30_000;
const IDLE_AFTER = 5 * 60_000;
const INPUT = ["keydown", "pointerdown", "pointermove", "wheel", "touchstart"];
// A page that is being closed is hidden a moment before it is left. This keeps "hidden" from overtaking "offline".
const SETTLE = 150;

let lastInput = Date.now();
let reported = null;
let leaving = false;
let settling;

export function startReporting() {
  report();
  setInterval(report, HEARTBEAT);
  // For a restarted server, all users are offline.
  onConnectionBack(report);
  watchInput();
  document.addEventListener("visibilitychange", () => {
    clearTimeout(settling);
    settling = setTimeout(report, document.visibilityState === "hidden" ? SETTLE : 0);
  });
  addEventListener("pagehide", leave);
  beforeSignOut(() => {
    leaving = true;
    return postJson("/presence", { state: "offline", session });
  });
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) {
      leaving = false;
      report();
    }
  });
}

function watchInput() {
  let idle = setTimeout(report, IDLE_AFTER);
  const active = () => {
    lastInput = Date.now();
    clearTimeout(idle);
    idle = setTimeout(report, IDLE_AFTER);
    if (reported === "idle") {
      report();
    }
  };
  INPUT.forEach((type) => addEventListener(type, active, { passive: true }));
}

function state() {
  if (document.visibilityState === "hidden") {
    return "hidden";
  }
  return Date.now() - lastInput >= IDLE_AFTER ? "idle" : "active";
}

function report() {
  if (!leaving) {
    reported = state();
    postJson("/presence", { state: reported, session }).catch(() => {
      // The next heartbeat repeats it.
    });
  }
}

/** The page is being left, so only a beacon can still be sent. A plain string would be sent as text, which is refused. */
function leave() {
  leaving = true;
  clearTimeout(settling);
  const body = new Blob([JSON.stringify({ state: "offline", session })], { type: "application/json" });
  navigator.sendBeacon("/presence", body);
}
