/** The dialog that creates a private channel. */
import { avatar } from "./avatar.js";
import { load } from "./channels.js";
import { attempt, startDialog } from "./dialog.js";
import { byId, element } from "./dom.js";
import { others } from "./people.js";
import { open } from "./place.js";
import { client } from "./stream.js";

export function startChannelCreate() {
  const dialog = byId("create");
  const name = byId("create-name");
  startDialog(dialog);
  byId("create-button").addEventListener("click", () => {
    byId("create-form").reset();
    byId("create-error").textContent = "";
    byId("create-people").replaceChildren(...others().map(choice));
    byId("create-choice").hidden = others().length === 0;
    dialog.showModal();
  });
  byId("create-form").addEventListener("submit", async (event) => {
    event.preventDefault();
    const members = [...byId("create-people").querySelectorAll(":checked")].map((box) => box.value);
    await attempt("create-error", async () => {
      const { channel } = await client.channels.create(name.value, members);
      await load();
      dialog.close();
      open(channel);
    });
  });
}

function choice(user) {
  const box = element("input", { type: "checkbox", value: user });
  return element("label", { class: "choice-of-person" }, box, avatar(user), element("span", { class: "label" }, user));
}
