/** Follows a value of the server, by the event stream or by polling. */
import { get } from "./api.js";
import { channel } from "./place.js";
import { isPolling, on, pollWithoutStream } from "./stream.js";

const PERIOD = 1000;

/**
 * Calls `listener(answer)`, which may be asynchronous, with the data of each `event` of the stream. Without a stream, `path()`
 * is polled instead, unless it is null. Returns a function that polls at once if there is no stream.
 */
export function follow(event, path, listener, period = PERIOD) {
  on(event, listener);
  return pollWithoutStream(async () => {
    const asked = channel;
    const from = path();
    const answer = from && (await get(from));
    // Another channel may be open by now, or a stream may have sent something newer.
    if (answer && asked === channel && isPolling()) {
      await listener(answer);
    }
  }, period);
}
