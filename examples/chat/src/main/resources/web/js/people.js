/** All other users who have ever signed in. */
import { get } from "./api.js";
import { listedUsers } from "./online.js";

let me;
let people = null;

export function startPeople(user) {
  me = user;
}

/** Their names in order; empty as long as they are not known. */
export function others() {
  return people ?? [];
}

/** Reads the names again if a user is online whose name is unknown: they are here for the first time. */
export async function meetNewcomers() {
  if (!people || listedUsers().some((listed) => listed !== me && !people.includes(listed))) {
    people = await get("/users");
    people.sort((a, b) => a.localeCompare(b));
  }
}

export function isAlone() {
  return people?.length === 0;
}
