/**
 * A browser opens six connections to a server at a time, for all of its tabs together, and a stream holds one of them. So only
 * this many tabs have one; the others ask the server now and then.
 */
const SLOTS = 4;

let mine = false;

/** Resolves to whether this tab may have a stream. It gives that up only when it is closed. */
export async function takeSlot() {
  // Where the browser knows no locks (on a page without https), nobody counts.
  for (let i = 0; i < SLOTS && !mine; i++) {
    mine = !navigator.locks || (await takeLock(`event-stream-${i}`));
  }
  return mine;
}

function takeLock(name) {
  return new Promise((answer) => {
    navigator.locks.request(name, { ifAvailable: true }, (lock) => {
      answer(lock !== null);
      // A lock is held until this is settled: never.
      return lock && new Promise(() => {});
    });
  });
}
