/** Leaves the chat: first what the user takes part in, then the session. */
import { postLast } from "./api.js";

const tasks = [];

/** Runs `task()`, which may be asynchronous, before the user is signed out. */
export function beforeSignOut(task) {
  tasks.push(task);
}

export async function signOut() {
  await Promise.allSettled(tasks.map((task) => task()));
  try {
    await postLast("/logout");
  } finally {
    // If the server was not reached, the page that comes back shows that the user is still signed in.
    location.reload();
  }
}
