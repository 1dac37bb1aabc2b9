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
  byId("hang-up").addEventListener("click", () => {
    leaveCall();
    // The button is gone by now. Here the next call begins, unless another channel is open.
    (byId("call-button").hidden ? byId("scroller") : byId("call-button")).focus();
  });
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
  press("microphone", media.hasMicrophone && !media.isMuted, ["Mute", "Unmute"]);
  press("camera", media.hasCamera, ["Turn camera off", "Turn camera on"]);
  press("screen", media.screen !== null, ["Stop sharing", "Share screen"]);
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

/** The tip is what a click does next; the label, which is read out together with the state, stays the same. */
function press(id, on, [toTurnOff, toTurnOn]) {
  byId(id).setAttribute("aria-pressed", on);
  byId(id).dataset.tip = on ? toTurnOff : toTurnOn;
}

function label(id, text) {
  byId(id).setAttribute("aria-label", text);
  byId(id).dataset.tip = text;
}
