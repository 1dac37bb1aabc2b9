/** Who has read one's own messages. */
import { get, pathTo } from "./api.js";
import { channel, onOpen } from "./place.js";
import { poll } from "./poll.js";

const PERIOD = 2000;

let readers = new Map();

/** `show` is called when somebody may have read something. */
export function startReceipts(show) {
  const look = poll(async () => {
    const asked = channel;
    const receipts = await get(pathTo("/read_receipts", asked));
    if (asked === channel) {
      // The server writes 5.0 where we write 5, so the times are compared as numbers.
      readers = new Map(Object.entries(receipts).map(([ts, names]) => [Number(ts), names]));
      show();
    }
  }, PERIOD);
  onOpen(() => {
    readers = new Map();
    look();
  });
}

export function readersOf(message) {
  return readers.get(message.ts) ?? [];
}
