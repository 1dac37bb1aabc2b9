/**
 * The dialog for an incoming call. It has the focus itself, not one of its buttons: a user who is writing when it
 * appears neither accepts nor declines by the next key. Esc only dismisses it; the bar in the channel can still join the call.
 */
import { avatar } from "../avatar.js";
import { mayOpen, privateChannel } from "../channels.js";
import { attempt } from "../dialog.js";
import { byId } from "../dom.js";
import { open } from "../place.js";
import { client, on } from "../stream.js";
import { call, joinCall } from "./calls.js";

let incoming = [];
let putAway = [];
let shown = null;

export function startRing() {
  const dialog = byId("ring");
  on("incoming_calls", (calls) => {
    incoming = calls;
    // A call that no longer rings may ring again, when the user is invited once more.
    putAway = putAway.filter((id) => incoming.some(({ call_id: ringing }) => ringing === id));
    look();
  });

  dialog.addEventListener("close", () => {
    if (shown) {
      putAway.push(shown.call_id);
      shown = null;
      look();
    }
  });
  byId("accept").addEventListener("click", () => answer(() => accept(shown)));
  byId("decline").addEventListener("click", () => answer(() => client.calls.decline(shown.call_id)));
}

function look() {
  show(incoming.find(({ call_id: id }) => id !== call?.id && !putAway.includes(id)) ?? null);
}

async function answer(task) {
  if (await attempt("ring-error", task)) {
    byId("ring").close();
  }
}

async function accept({ call_id: id, channel }) {
  await joinCall(id, channel);
  // A user who was invited need not belong to the channel.
  if (mayOpen(channel)) {
    open(channel);
  }
}

function show(ringing) {
  if (ringing) {
    // Every time: the name of a new channel may arrive later.
    byId("ring-text").textContent = textFor(ringing);
  }
  if (ringing?.call_id === shown?.call_id) {
    return;
  }
  shown = ringing;
  if (!ringing) {
    byId("ring").close();
    return;
  }
  byId("ring-avatar").replaceChildren(avatar(ringing.initiator));
  byId("ring-title").textContent = `${ringing.initiator} is calling`;
  byId("ring-error").textContent = "";
  if (!byId("ring").open) {
    byId("ring").showModal();
    byId("ring").focus();
  }
}

function textFor({ channel }) {
  const name = privateChannel(channel)?.name;
  return [name && `In ${name}.`, call && "If you accept, you leave the call you are in."].filter(Boolean).join(" ");
}
