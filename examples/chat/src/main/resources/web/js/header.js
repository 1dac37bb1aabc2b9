/** What stands above the messages: the channel, or the person and how he is here. */
import { avatar } from "./avatar.js";
import { byId, element } from "./dom.js";
import { onStates, stateOf, wordFor } from "./online.js";
import { channel, onOpen, partner } from "./place.js";

export function startHeader(me) {
  const render = () => {
    const other = partner(channel, me);
    byId("place").replaceChildren(...(other ? person(other) : publicChannel(channel)));
  };
  onOpen(render);
  onStates(render);
}

function publicChannel(name) {
  return [texts(`# ${name}`, "Everybody who is signed in")];
}

function person(name) {
  return [avatar(name, stateOf(name)), texts(name, wordFor(stateOf(name)))];
}

function texts(heading, about) {
  return element("div", {}, element("h1", {}, heading), element("p", { class: "about" }, about));
}
