/**
 * Returns `mayRun(key, again)`: whether something may be done for `key` now. If not, because it was done less than `pause`
 * milliseconds ago, `again()` is called after that; of several, the last one.
 */
export function pace(pause) {
  const waiting = new Map();
  return (key, again) => {
    if (waiting.has(key)) {
      waiting.set(key, again);
      return false;
    }
    waiting.set(key, null);
    setTimeout(() => {
      const next = waiting.get(key);
      waiting.delete(key);
      next?.();
    }, pause);
    return true;
  };
}

/** Messages may come faster than the server lets a user mark them: 5 times a second. */
export const MARKING_PAUSE = 300;
