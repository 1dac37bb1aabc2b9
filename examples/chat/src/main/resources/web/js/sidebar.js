/** The lists of channels and people. */
import { avatar } from "./avatar.js";
import { onChannels, privateChannels, publicChannels } from "./channels.js";
import { byId, element } from "./dom.js";
import { onStates, stateOf, wordFor } from "./online.js";
import { isAlone, meetNewcomers, others } from "./people.js";
import { channel, directChannel, onOpen, open } from "./place.js";
import { onStatuses, statusOf } from "./statuses.js";
import { onUnread, unreadBeside, unreadIn } from "./unread.js";

const MANY = 99;

const title = document.title;

let me;

export function startSidebar(user) {
  me = user;
  onOpen(render);
  onUnread(render);
  onChannels(render);
  onStatuses(render);
  document.addEventListener("visibilitychange", render);
  onStates(async () => {
    await meetNewcomers();
    render();
  });
  for (const list of [byId("channels"), byId("people")]) {
    list.addEventListener("click", ({ target }) => {
      const button = target.closest("button");
      if (button) {
        open(button.dataset.channel);
      }
    });
  }
}

function render() {
  update(byId("channels"), [...publicChannels().map(channelEntry), ...privateChannels().map(privateEntry)]);
  update(byId("people"), others().map(personEntry));
  byId("nobody").hidden = !isAlone();
  byId("drawer-badge").hidden = unreadBeside(channel) === 0;
  // In a background page nothing is read, not even in the open channel.
  const unread = unreadBeside(document.visibilityState === "visible" ? channel : null);
  document.title = unread > 0 ? `(${unread}) ${title}` : title;
}

/** Does not replace an unchanged entry, so that it keeps the focus and nothing flickers. */
function update(list, entries) {
  entries.forEach((entry, i) => {
    const old = list.children[i];
    if (!old) {
      list.append(entry);
    } else if (old.outerHTML !== entry.outerHTML) {
      const focused = old.contains(document.activeElement);
      old.replaceWith(entry);
      if (focused) {
        entry.querySelector("button").focus();
      }
    }
  });
  [...list.children].slice(entries.length).forEach((entry) => entry.remove());
}

function channelEntry(name) {
  return entry(name, name, element("span", { class: "hash", "aria-hidden": "true" }, "#"));
}

function privateEntry({ channel: id, name }) {
  const lock = element("span", { class: "hash" }, element("span", { class: "visually-hidden" }, "Private channel"));
  lock.append(byId("lock").content.cloneNode(true));
  return entry(id, name, lock);
}

function personEntry(name) {
  const state = stateOf(name);
  const word = element("span", { class: state === "active" ? "visually-hidden" : "state-word" }, wordFor(state));
  return entry(directChannel(me, name), label(name, statusOf(name)), avatar(name, state), word);
}

/** The name, and below it what they do. */
function label(name, status) {
  return status
    ? [
        element("span", { class: "label-name" }, name),
        element("span", { class: "status" }, `${status.emoji} ${status.text}`.trim()),
      ]
    : [element("span", { class: "label-name" }, name)];
}

function entry(target, name, picture, ...details) {
  const unread = target === channel ? 0 : unreadIn(target);
  const button = element(
    "button",
    {
      type: "button",
      class: unread > 0 && "unread",
      "data-channel": target,
      "aria-current": target === channel && "true",
    },
    picture,
    element("span", { class: "label" }, ...[name].flat()),
    ...details,
  );
  if (unread > 0) {
    button.append(
      element("span", { class: "count", "aria-hidden": "true" }, unread > MANY ? `${MANY}+` : String(unread)),
      element("span", { class: "visually-hidden" }, `${unread} unread`),
    );
  }
  return element("li", {}, button);
}
