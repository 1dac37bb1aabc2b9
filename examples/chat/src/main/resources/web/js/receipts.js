/** Who has received and read the user's own messages, by the watermarks of the other users. */
import { MARKING_PAUSE, pace } from "./pace.js";
import { onOpen } from "./place.js";
import { quietly } from "./poll.js";
import { client, on } from "./stream.js";

let upTo = {};
let delivered = {};
const mayTell = pace(MARKING_PAUSE);

/** `show` is called when the watermarks may have changed. */
export function startReceipts(show) {
  on("read_receipts", (watermarks) => {
    upTo = watermarks;
    show();
  });
  on("delivered_watermarks", (watermarks) => {
    delivered = watermarks;
    show();
  });
  onOpen(() => {
    upTo = {};
    delivered = {};
  });
}

export function readersOf(message) {
  return others(upTo, message);
}

/** Users who have received `message`, and perhaps read it. */
export function recipientsOf(message) {
  return others(delivered, message);
}

/** This page has received the messages of `place` up to the time `ts`. */
export function tellDelivered(place, ts) {
  if (mayTell(place, () => tellDelivered(place, ts))) {
    quietly(() => client.receipts.delivered(place, ts));
  }
}

function others(times, message) {
  return Object.keys(times).filter((name) => name !== message.sender && times[name] >= message.ts);
}
