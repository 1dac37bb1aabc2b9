/** Signals of a call or screen share: what two browsers must exchange before they can connect directly. */
import { get, postJson, Refused } from "../api.js";
import { poll, quietly } from "../poll.js";
import { on, onLive, pollWithoutStream } from "../stream.js";

const PERIOD = 600;
/** How often to check whether the call or share still exists, also where the stream brings the signals. */
const CHECK = 10_000;
const OVER = [403, 404, 409];

/**
 * Calls `receive(signal)` for each signal with an id greater than `after`, in order, until `life`
 * ends. `ended()` is called if the call or share no longer exists. Returns a function that sends a signal.
 */
export function startSignals(base, after, receive, ended, life) {
  const session = base.split("/").at(-1);
  let last = after;
  // A stream begins with all waiting signals, so some are received again.
  const take = (signals) => {
    for (const signal of signals.filter(({ id }) => id > last)) {
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

  const fetch = async () => take(await get(`${base}/signals?after=${last}`).catch(noticeEnd));

  on("signals", (event) => event.session === session && take(event.signals), life);
  pollWithoutStream(fetch, PERIOD, life);
  // For signals sent before we listened, or between two streams; and a stream does not report the end of every share.
  const check = poll(fetch, CHECK, life);
  on("resync", check, life);
  onLive(fetch, life);
  let sent = Promise.resolve();
  // One after the other, because a candidate is useless before its offer.
  return (to, type, payload) => {
    // A peer that does not receive the signal in time starts again, or uses the relay.
    sent = sent.then(() => quietly(() => post(to, type, payload).catch(noticeEnd)));
  };
}
