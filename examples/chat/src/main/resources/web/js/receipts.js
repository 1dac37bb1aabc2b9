/** Who has read the user's own messages, by the watermarks of the other users. */
import { pathTo } from "./api.js";
import { follow } from "./follow.js";
import { channel, onOpen } from "./place.js";

const PERIOD = 2000;

let upTo = {};

/** `show` is called when the watermarks may have changed. */
export function startReceipts(show) {
  const path = () => pathTo("/read_watermarks", channel);
  const look = follow("read_receipts", path, (watermarks) => {
    upTo = watermarks;
    show();
  }, PERIOD);
  onOpen(() => {
    upTo = {};
    look();
  });
}

export function readersOf(message) {
  return Object.keys(upTo).filter((name) => name !== message.sender && upTo[name] >= message.ts);
}
