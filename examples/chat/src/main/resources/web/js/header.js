/** The head above the messages: the channel, or the other user with their state. */
import { avatar } from "./avatar.js";
import { onChannels, privateChannel } from "./channels.js";
import { byId, element } from "./dom.js";
import { onStates, stateOf, wordFor } from "./online.js";
import { channel, onOpen, partner } from "./place.js";
import { onStatuses, statusOf } from "./statuses.js";

export function startHeader(me) {
  const render = () => {
    const other = partner(channel, me);
    const own = privateChannel(channel);
    byId("place").replaceChildren(...(other ? person(other) : own ? ownChannel(own) : publicChannel(channel)));
    byId("settings-button").hidden = !own;
  };
  onOpen(render);
  onStates(render);
  onStatuses(render);
  onChannels(render);
}

function publicChannel(name) {
  return [texts(`# ${name}`, "Everyone")];
}

function ownChannel({ name, members, members_omitted: areOmitted }) {
  const lock = element("span", { class: "place-lock", "aria-hidden": "true" });
  lock.append(byId("lock").content.cloneNode(true));
  return [lock, texts(name, areOmitted ? "Many members" : members.join(", "))];
}

function person(name) {
  const { emoji, text, until } = statusOf(name) ?? {};
  const about = [wordFor(stateOf(name)), [emoji, text, until].filter(Boolean).join(" ")];
  return [avatar(name, stateOf(name)), texts(name, about.filter(Boolean).join(" · "))];
}

function texts(heading, about) {
  return element("div", { class: "texts" }, element("h1", {}, heading), element("p", { class: "about" }, about));
}
