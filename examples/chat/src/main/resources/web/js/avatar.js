import { element } from "./dom.js";

/** The initial of `user` on the user's own colour; with a dot for the user's state, if one is given. */
export function avatar(user, state = null) {
  const made = element("span", { class: "avatar", "aria-hidden": "true" }, user[0]);
  made.style.setProperty("--hue", hue(user));
  if (state) {
    made.append(element("span", { class: "dot", "data-state": state }));
  }
  return made;
}

/** Spreads names over the circle of colours: similar names get different ones. */
function hue(user) {
  let hash = 0x811c9dc5;
  for (const letter of user) {
    hash = Math.imul(hash ^ letter.codePointAt(0), 0x01000193) >>> 0;
  }
  return (hash % 24) * 15;
}
