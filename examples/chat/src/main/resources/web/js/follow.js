/** What the server says of something, now and whenever that changes; however we come to know. */
import { get } from "./api.js";
import { channel } from "./place.js";
import { isPolling, on, pollWithoutStream } from "./stream.js";

const PERIOD = 1000;

/**
 * Calls `listener(answer)`, which may be asynchronous, with what the event stream says in `event`. Without a stream it is asked
 * for again and again at `path()`, unless that is null. Returns a function that asks at once if there is no stream.
 */
export function follow(event, path, listener, period = PERIOD) {
  on(event, listener);
  return pollWithoutStream(async () => {
    const asked = channel;
    const from = path();
    const answer = from && (await get(from));
    // It may be of another channel by now, or older than what the stream has said meanwhile.
    if (answer && asked === channel && isPolling()) {
      await listener(answer);
    }
  }, period);
}
