/** The call that the user is in: one at most. */
import { beforeSignOut } from "../sign-out.js";
import { client } from "../stream.js";
import { Call } from "./call.js";

const listeners = [];

let me;

export let call = null;

export function startCalls(user) {
  me = user;
  beforeSignOut(leaveCall);
}

/** Calls `listener()` when the view of the call changes, or it is another call. */
export function onCall(listener) {
  listeners.push(listener);
}

/** Calls all users in `channel`. */
export async function startCall(channel) {
  await leaveCall();
  const { call_id: id } = await client.calls.initiate(channel);
  enter(id, channel, 0);
}

export async function joinCall(id, channel) {
  await leaveCall();
  const { participants, last_signal_id: after } = await client.calls.accept(id);
  enter(id, channel, after);
  call.greet(participants);
}

export async function leaveCall() {
  await call?.leave();
}

function enter(id, channel, after) {
  const over = () => {
    call = null;
    notify();
  };
  call = new Call({ id, channel, me, after, changed: notify, over });
  notify();
}

function notify() {
  listeners.forEach((listener) => listener());
}
