/** Who has received and read the user's own messages, by the watermarks of the other users. */
import { pathTo, postJson } from "./api.js";
import { follow } from "./follow.js";
import { channel, onOpen } from "./place.js";
import { quietly } from "./poll.js";
import { onLive } from "./stream.js";

const PERIOD = 2000;

let upTo = {};
let delivered = {};
const told = new Map();

/** `show` is called when the watermarks may have changed. */
export function startReceipts(show) {
  const path = (route) => () => pathTo(route, channel);
  const look = follow("read_receipts", path("/read_watermarks"), (watermarks) => {
    upTo = watermarks;
    show();
  }, PERIOD);
  const lookForDelivered = follow("delivered_watermarks", path("/delivered_watermarks"), (watermarks) => {
    delivered = watermarks;
    show();
  }, PERIOD);
  // A stream that has nothing of it says so by silence.
  onLive(() => (delivered = {}));
  onOpen(() => {
    upTo = {};
    delivered = {};
    look();
    lookForDelivered();
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
  if (ts > (told.get(place) ?? 0)) {
    told.set(place, ts);
    quietly(() => postJson(pathTo("/mark_delivered", place), { up_to: ts }));
  }
}

function others(times, message) {
  return Object.keys(times).filter((name) => name !== message.sender && times[name] >= message.ts);
}
