/** Who has received and read the user's own messages, by the watermarks of the other users. */
import { pathTo, postJson } from "./api.js";
import { MARKING_PAUSE, pace } from "./pace.js";
import { onOpen } from "./place.js";
import { quietly } from "./poll.js";
import { on } from "./stream.js";

let upTo = {};
let delivered = {};
const told = new Map();
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
  if (ts > (told.get(place) ?? 0) && mayTell(place, () => tellDelivered(place, ts))) {
    told.set(place, ts);
    quietly(() => postJson(pathTo("/mark_delivered", place), { up_to: ts }));
  }
}

function others(times, message) {
  return Object.keys(times).filter((name) => name !== message.sender && times[name] >= message.ts);
}
