/** All others who have ever been here. */
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

/** Asks the server if there is somebody online whose name we do not have: he is here for the first time. */
export async function meetNewcomers() {
  if (!people || listedUsers().some((listed) => listed !== me && !people.includes(listed))) {
    people = await get("/users");
    people.sort((a, b) => a.localeCompare(b));
  }
}

export function isAlone() {
  return people?.length === 0;
}
