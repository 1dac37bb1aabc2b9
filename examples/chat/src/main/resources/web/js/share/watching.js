/** Shows a screen that another user shares in the open channel. */
import { Mesh } from "../call/mesh.js";
import { byId } from "../dom.js";
import { client } from "../stream.js";

const listeners = [];

let me;
let watched = null;

export function startWatchingShares(user) {
  me = user;
  byId("watch-close").addEventListener("click", () => {
    stopWatching();
    // To the bar that is there again, where watching began.
    byId("shares").querySelector("button")?.focus();
  });
  byId("watch-expand").addEventListener("click", () => byId("watch-picture").requestFullscreen());
}

/** Calls `listener()` when the user has stopped watching. */
export function onUnwatched(listener) {
  listeners.push(listener);
}

/** The id of the share that is watched; null if none is. */
export function watchedShare() {
  return watched?.id ?? null;
}

export function watch({ share_id: id, sharer }) {
  stopWatching();
  const life = new AbortController();
  const server = client.shares.follow(id);
  server.addEventListener("ended", stopWatching);
  const mesh = new Mesh({
    server,
    me,
    // A share has one sender.
    senders: () => ({ screen: undefined }),
    changed: () => show(mesh.link(sharer)),
    life: life.signal,
  });
  watched = { id, life };
  byId("watch-title").textContent = `${sharer}’s screen`;
  byId("watch").hidden = false;
  mesh.connect(sharer);
}

export function stopWatching() {
  if (!watched) {
    return;
  }
  watched.life.abort();
  watched = null;
  byId("watch").hidden = true;
  byId("watch-picture").replaceChildren();
  listeners.forEach((listener) => listener());
}

function show(link) {
  const view = link?.view("screen");
  if (!watched || !link) {
    return;
  }
  byId("watch").dataset.connection = link.state;
  byId("watch-note").hidden = Boolean(view);
  const picture = byId("watch-picture");
  if (view && picture.firstElementChild !== view.elements[0]) {
    picture.replaceChildren(...view.elements);
  }
}
