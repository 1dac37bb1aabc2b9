/**
 * A browser opens six connections to a server at a time, for all of its tabs together, and a stream holds one of them. So only
 * this many tabs have a stream; the others poll.
 */
const SLOTS = 4;

let mine = false;

/** Resolves to whether this tab may have a stream. The tab keeps the slot until it is closed. */
export async function takeSlot() {
  // Where the browser has no locks (on a page without https), the tabs are not counted.
  for (let i = 0; i < SLOTS && !mine; i++) {
    mine = !navigator.locks || (await takeLock(`event-stream-${i}`));
  }
  return mine;
}

function takeLock(name) {
  return new Promise((answer) => {
    navigator.locks.request(name, { ifAvailable: true }, (lock) => {
      answer(lock !== null);
      // A lock is held until this promise is settled: never.
      return lock && new Promise(() => {});
    });
  });
}
