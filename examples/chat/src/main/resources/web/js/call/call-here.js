/** The calls of the open channel: the button that starts one, and the bar to join a running one. */
import { privateChannel } from "../channels.js";
import { attempt } from "../dialog.js";
import { byId } from "../dom.js";
import { channel, onOpen, partner } from "../place.js";
import { on, refresh } from "../stream.js";
import { call, joinCall, onCall, startCall } from "./calls.js";

let me;
let running = null;
let seen = null;

export function startCallHere(user) {
  me = user;
  on("active_call", ({ call: active }) => {
    running = active;
    render();
  });
  onOpen(() => {
    running = null;
    byId("call-error").textContent = "";
    render();
  });
  onCall(() => {
    render();
    if (call !== seen) {
      seen = call;
      refresh();
    }
  });
  byId("call-button").addEventListener("click", enter);
  byId("join-button").addEventListener("click", enter);
}

/** A call that already runs here is joined; no second one is started. */
async function enter() {
  byId("call-button").disabled = true;
  await attempt("call-error", () => (running ? joinCall(running.call_id, channel) : startCall(channel)));
  render();
}

function canBeCalled(id) {
  const own = privateChannel(id);
  return partner(id, me) !== null || (own !== undefined && (own.members_omitted || own.members.length > 1));
}

function render() {
  const isHere = call?.channel === channel;
  byId("call-button").hidden = !canBeCalled(channel);
  byId("call-button").disabled = isHere;
  byId("running").hidden = !running || isHere;
  byId("running-text").textContent = running ? sentence(running) : "";
}

function sentence({ initiator, participants, state }) {
  if (state === "ringing") {
    return `${initiator} is calling.`;
  }
  return `Call in progress: ${participants.join(", ")}.`;
}
