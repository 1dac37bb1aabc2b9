/** Signals of a call or screen share: what two browsers must tell each other before they can talk directly. */
import { get, postJson, Refused, Unreachable } from "../api.js";
import { poll } from "../poll.js";

const PERIOD = 600;
const OVER = [403, 404, 409];

/**
 * Calls `receive(signal)` for each signal that comes `after` the one of that number, in order, until `life`
 * ends. `ended()` is called if the server knows no such call or share any more. Returns a function that sends a signal.
 */
export function startSignals(base, after, receive, ended, life) {
  let last = after;
  const fetch = async () => {
    for (const signal of await get(`${base}/signals?after=${last}`)) {
      last = signal.id;
      if (!life.aborted) {
        receive(signal);
      }
    }
  };
  const post = async (to, type, payload) => {
    if (!life.aborted) {
      await postJson(`${base}/signal`, { to, type, payload });
    }
  };
  const noticeEnd = (error) => {
    if (error instanceof Refused && OVER.includes(error.status) && !life.aborted) {
      ended();
    }
    throw error;
  };

  poll(() => fetch().catch(noticeEnd), PERIOD, life);
  let sent = Promise.resolve();
  // One after the other, because a candidate is of no use to somebody who has not got the offer yet.
  return (to, type, payload) => {
    sent = sent.then(() => post(to, type, payload)).catch(noticeEnd).catch(ignore);
  };
}

/** Whoever does not hear of us in time begins anew, or talks by way of the server. */
function ignore(error) {
  if (!(error instanceof Refused || error instanceof Unreachable)) {
    console.error(error);
  }
}
