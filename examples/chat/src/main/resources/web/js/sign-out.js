/** Signs out: ends the user's call and share first, then the session. */
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
    // If the server was not reached, the reloaded page shows that the user is still signed in.
    location.reload();
  }
}
