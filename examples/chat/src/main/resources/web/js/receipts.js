/** Who has read one's own messages: everybody is told how far each of the others has read. */
import { pathTo } from "./api.js";
import { follow } from "./news.js";
import { channel, onOpen } from "./place.js";

const PERIOD = 2000;

let upTo = {};

/** `show` is called when somebody may have read something. */
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
