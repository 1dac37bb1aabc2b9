/** The dialog of a private channel: its name, its members, and the way out. */
import { avatar } from "./avatar.js";
import { load, membersOf, onChannels, privateChannel, publicChannels } from "./channels.js";
import { attempt, startDialog } from "./dialog.js";
import { byId, element } from "./dom.js";
import { note } from "./failures.js";
import { others } from "./people.js";
import { channel, onOpen, open } from "./place.js";
import { quietly } from "./poll.js";
import { client } from "./stream.js";

let me;

export function startChannelSettings(user) {
  me = user;
  const dialog = byId("settings");
  startDialog(dialog);
  byId("settings-button").addEventListener("click", () => {
    byId("rename-name").value = privateChannel(channel).name;
    byId("settings-error").textContent = "";
    askToLeave(false);
    quietly(render);
    dialog.showModal();
  });
  onOpen(() => dialog.close());
  onChannels(() => dialog.open && quietly(render));

  byId("rename-form").addEventListener("submit", (event) => {
    event.preventDefault();
    change((id) => client.channels.rename(id, byId("rename-name").value));
  });
  byId("add-form").addEventListener("submit", (event) => {
    event.preventDefault();
    change((id) => client.channels.addMember(id, byId("add-name").value));
  });
  byId("members").addEventListener("click", ({ target }) => {
    const button = target.closest("button");
    if (button) {
      change((id) => client.channels.removeMember(id, button.dataset.user));
    }
  });
  byId("leave").addEventListener("click", () => (byId("leave").dataset.asked ? leave() : askToLeave(true)));
  byId("leave").addEventListener("blur", () => askToLeave(false));
}

/** `task` is called with the id of the channel. */
function change(task) {
  return attempt("settings-error", async () => {
    await task(idOf(channel));
    await load();
  });
}

/** Opens another channel first: requests about a channel that the user has left are refused. */
async function leave() {
  const left = channel;
  open(publicChannels()[0]);
  try {
    await client.channels.leave(idOf(left));
    await load();
  } catch (error) {
    note(error);
    open(left);
  }
}

function idOf(channel) {
  return Number(channel.split(":")[1]);
}

/** Takes two clicks, because users cannot come back by themselves. */
function askToLeave(asked) {
  const button = byId("leave");
  button.textContent = asked ? "Leave for good?" : "Leave channel";
  asked ? (button.dataset.asked = "yes") : delete button.dataset.asked;
}

async function render() {
  const own = privateChannel(channel);
  if (!own) {
    return;
  }
  byId("settings-title").textContent = own.name;
  const members = await membersOf(own);
  if (own !== privateChannel(channel)) {
    return; // It has changed meanwhile, and is rendered again.
  }
  const strangers = others().filter((user) => !members.includes(user));
  byId("members").replaceChildren(...members.map(member));
  byId("add-name").replaceChildren(...strangers.map((user) => element("option", { value: user }, user)));
  byId("add-form").hidden = strangers.length === 0;
}

function member(user) {
  const entry = element("li", {}, avatar(user), element("span", { class: "label" }, user));
  entry.append(
    user === me
      ? element("span", { class: "state-word" }, "you")
      : element("button", { type: "button", class: "quiet", "data-user": user, "aria-label": `Remove ${user}` }, "Remove"),
  );
  return entry;
}
