/** The lists of channels and people. */
import { get } from "./api.js";
import { avatar } from "./avatar.js";
import { byId, element } from "./dom.js";
import { listedUsers, onStates, stateOf, wordFor } from "./online.js";
import { channel, directChannel, onOpen, open } from "./place.js";
import { isUnread, onUnread, unreadChannels } from "./unread.js";

const title = document.title;

let me;
let channels = [];
let people = null;

export function startSidebar(user, publicChannels) {
  me = user;
  channels = publicChannels;
  onOpen(render);
  onUnread(render);
  onStates(async () => {
    // Whoever signs in for the first time is online before we have his name.
    if (!people || listedUsers().some((listed) => listed !== me && !people.includes(listed))) {
      await loadPeople();
    }
    render();
  });
}

async function loadPeople() {
  people = await get("/users");
  people.sort((a, b) => a.localeCompare(b));
}

function render() {
  update(byId("channels"), channels.map(channelEntry));
  update(byId("people"), (people ?? []).map(personEntry));
  byId("nobody").hidden = people?.length !== 0;
  const elsewhere = unreadChannels().filter((unread) => unread !== channel);
  byId("drawer-badge").hidden = elsewhere.length === 0;
  document.title = elsewhere.length > 0 ? `(${elsewhere.length}) ${title}` : title;
}

/** Leaves an entry alone that stays the same, so that it keeps the focus and nothing flickers. */
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
}

function channelEntry(name) {
  return entry(name, name, element("span", { class: "hash", "aria-hidden": "true" }, "#"));
}

function personEntry(name) {
  const state = stateOf(name);
  const word = element("span", { class: state === "active" ? "visually-hidden" : "state-word" }, wordFor(state));
  return entry(directChannel(me, name), name, avatar(name, state), word);
}

function entry(target, name, picture, ...details) {
  const unread = isUnread(target) && target !== channel;
  const button = element(
    "button",
    { type: "button", class: unread && "unread", "data-channel": target, "aria-current": target === channel && "true" },
    picture,
    element("span", { class: "label" }, name),
    ...details,
  );
  if (unread) {
    button.append(element("span", { class: "badge" }), element("span", { class: "visually-hidden" }, "unread"));
  }
  return element("li", {}, button);
}

for (const list of [byId("channels"), byId("people")]) {
  list.addEventListener("click", ({ target }) => {
    const button = target.closest("button");
    if (button) {
      open(button.dataset.channel);
    }
  });
}
