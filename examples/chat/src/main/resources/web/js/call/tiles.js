/** The videos of a call: one tile for each user, and one for each shared screen. */
import { avatar } from "../avatar.js";
import { byId, element } from "../dom.js";
import { videoOf } from "./video.js";

const STATES = { connecting: "Connecting…", lost: "Connection lost…", pending: "Ringing…" };

/** Shows the tiles of `call` in `list`. Unchanged tiles are not replaced, so that nothing flickers. */
export function renderTiles(list, call, me) {
  const tiles = [...ownTiles(call, me), ...call.others().flatMap((person) => tilesOf(person, call))];
  const old = new Map([...list.children].map((tile) => [tile.dataset.key, tile]));
  const shown = tiles.map((tile) => fill(old.get(keyOf(tile)) ?? emptyTile(tile), tile));
  [...list.children].filter((tile) => !shown.includes(tile)).forEach((tile) => tile.remove());
  shown.forEach((tile, i) => list.children[i] === tile || list.insertBefore(tile, list.children[i] ?? null));
}

function ownTiles({ media }, me) {
  const own = { user: me, label: "You", state: "own" };
  const camera = { elements: media.hasCamera ? [quiet(media.stream)] : [], hasPicture: media.hasCamera };
  const screen = media.screen && { elements: [quiet(media.screen)], hasPicture: true };
  return [
    { ...own, kind: "camera", view: camera },
    ...(screen ? [{ ...own, kind: "screen", label: "Your screen", view: screen }] : []),
  ];
}

function tilesOf({ username: user, state }, call) {
  const link = call.link(user);
  const other = { user, state: state === "pending" ? "pending" : (link?.state ?? "connecting") };
  const screen = link?.view("screen");
  return [
    { ...other, kind: "camera", label: user, view: link?.view("camera") },
    ...(screen ? [{ ...other, kind: "screen", label: `${user}’s screen`, view: screen }] : []),
  ];
}

/** Users must not hear themselves. */
function quiet(stream) {
  const video = videoOf(stream);
  video.muted = true;
  return video;
}

function keyOf({ user, kind }) {
  return `${user}:${kind}`;
}

function emptyTile(tile) {
  const made = element("li", { class: "tile", "data-key": keyOf(tile), "data-user": tile.user, "data-kind": tile.kind });
  const expand = element("button", { type: "button", class: "icon-button expand", "aria-label": `Enlarge ${tile.label}` });
  expand.append(byId("expand").content.cloneNode(true));
  expand.addEventListener("click", () => (document.fullscreenElement ? document.exitFullscreen() : made.requestFullscreen()));
  made.append(
    element("div", { class: "picture" }),
    avatar(tile.user),
    element("p", { class: "tile-name" }, tile.label, element("span", { class: "tile-state", role: "status" })),
    expand,
  );
  return made;
}

function fill(made, { view, state }) {
  const picture = made.querySelector(".picture");
  const elements = view?.elements ?? [];
  if (elements.length !== picture.children.length || elements.some((each, i) => each !== picture.children[i])) {
    picture.replaceChildren(...elements);
  }
  made.dataset.connection = state;
  made.toggleAttribute("data-picture", view?.hasPicture ?? false);
  made.querySelector(".tile-state").textContent = STATES[state] ?? "";
  return made;
}
