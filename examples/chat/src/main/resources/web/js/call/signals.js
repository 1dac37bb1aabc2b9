/** Signals of a call or screen share: what two browsers must tell each other before they can talk directly. */
import { get, postJson, Refused } from "../api.js";
import { poll, quietly } from "../poll.js";
import { on, onLive, pollWithoutStream } from "../stream.js";

const PERIOD = 600;
/** How often to see whether there still is such a call or share, also where the stream brings the signals. */
const CHECK = 10_000;
const OVER = [403, 404, 409];

/**
 * Calls `receive(signal)` for each signal that comes `after` the one of that number, in order, until `life`
 * ends. `ended()` is called if the server knows no such call or share any more. Returns a function that sends a signal.
 */
export function startSignals(base, after, receive, ended, life) {
  const session = base.split("/").at(-1);
  let last = after;
  // A stream begins with all that wait, so that some come again.
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

  on("signals", (news) => news.session === session && take(news.signals), life);
  pollWithoutStream(fetch, PERIOD, life);
  // What the stream said before we listened, or between two streams; and not of every share does it say that it is over.
  const check = poll(fetch, CHECK, life);
  on("resync", check, life);
  onLive(fetch, life);
  let sent = Promise.resolve();
  // One after the other, because a candidate is of no use to somebody who has not got the offer yet.
  return (to, type, payload) => {
    // Whoever does not hear of us in time begins anew, or talks by way of the server.
    sent = sent.then(() => quietly(() => post(to, type, payload).catch(noticeEnd)));
  };
}
