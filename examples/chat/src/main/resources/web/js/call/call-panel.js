/** The call that the user is in, above the messages: its tiles and its buttons. It stays whatever channel is open. */
import { mayOpen, nameOf } from "../channels.js";
import { byId } from "../dom.js";
import { call, leaveCall, onCall } from "./calls.js";
import { renderTiles } from "./tiles.js";

let me;

export function startCallPanel(user) {
  me = user;
  onCall(render);
  byId("microphone").addEventListener("click", () => call?.media.toggleMicrophone());
  byId("camera").addEventListener("click", () => call?.media.toggleCamera());
  byId("screen").addEventListener("click", () => call?.toggleScreen());
  byId("hang-up").addEventListener("click", leaveCall);
}

function render() {
  byId("call").hidden = !call;
  if (!call) {
    byId("tiles").replaceChildren();
    return;
  }
  const { media } = call;
  byId("call-title").textContent = title();
  byId("call-note").textContent = call.isListener ? "No camera or microphone: you can listen and watch." : "";
  press("microphone", media.hasMicrophone && !media.isMuted);
  press("camera", media.hasCamera);
  press("screen", media.screen !== null);
  byId("invite-button").disabled = call.facts?.state !== "active";
  label("hang-up", call.isRinging ? "Cancel" : "Leave");
  renderTiles(byId("tiles"), call, me);
}

function title() {
  // A user who was invited need not belong to the channel.
  const place = mayOpen(call.channel) ? nameOf(call.channel) : "by invitation";
  if (!call.facts) {
    return "Connecting…";
  }
  return call.isRinging ? `Calling ${place}…` : `In a call: ${place}`;
}

function press(id, on) {
  byId(id).setAttribute("aria-pressed", on);
}

function label(id, text) {
  byId(id).setAttribute("aria-label", text);
  byId(id).dataset.tip = text;
}
