import { note } from "./failures.js";

/**
 * Runs `task` now, and again `period` milliseconds after each run, whether it succeeded or not; never twice at a time.
 * Returns a function that runs it at once. Ends when `life`, an AbortSignal, is aborted.
 */
export function poll(task, period, life = null) {
  let timer;
  let running = false;
  let wanted = false;

  async function run() {
    clearTimeout(timer);
    wanted = running;
    if (running || life?.aborted) {
      return;
    }
    running = true;
    await quietly(task);
    running = false;
    timer = setTimeout(run, wanted ? 0 : period);
  }

  run();
  return run;
}

/** Runs `task`, which may be asynchronous. Ignores that the server refuses a request or does not answer. */
export async function quietly(task) {
  try {
    await task();
  } catch (error) {
    note(error);
  }
}
