/** Follows a value of the chat's own, by the event stream or by polling. */
import { get } from "./api.js";
import { channel } from "./place.js";
import { client, on, pollWithoutStream } from "./stream.js";

const PERIOD = 1000;

/**
 * Calls `listener(answer)`, which may be asynchronous, with the data of each `event` of the stream. Without a stream, `path()`
 * is polled instead. Returns a function that polls at once if there is no stream.
 */
export function follow(event, path, listener) {
  on(event, listener);
  return pollWithoutStream(() => read(path, listener, () => client.connection === "polling"), PERIOD);
}

/** Reads `path()` once. `listener` is not called if another channel is open by then, or the answer is no longer `wanted()`. */
export async function read(path, listener, wanted = () => true) {
  const asked = channel;
  const answer = await get(path());
  if (asked === channel && wanted()) {
    await listener(answer);
  }
}
