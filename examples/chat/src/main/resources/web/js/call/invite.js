/** The dialog that invites another user to the call. */
import { avatar } from "../avatar.js";
import { attempt, startDialog } from "../dialog.js";
import { byId, element } from "../dom.js";
import { others } from "../people.js";
import { call, onCall } from "./calls.js";

export function startInvite() {
  const dialog = byId("invite");
  startDialog(dialog);
  byId("invite-button").addEventListener("click", () => {
    const present = call.others().map(({ username }) => username);
    const people = others().filter((user) => !present.includes(user));
    byId("invite-people").replaceChildren(...people.map(person));
    byId("invite-nobody").hidden = people.length > 0;
    byId("invite-error").textContent = "";
    dialog.showModal();
  });
  onCall(() => call || dialog.close());
  byId("invite-people").addEventListener("click", async ({ target }) => {
    const button = target.closest("button");
    if (button && (await attempt("invite-error", () => call.invite(button.dataset.user)))) {
      dialog.close();
    }
  });
}

function person(user) {
  const button = element("button", { type: "button", class: "choice-of-person", "data-user": user });
  button.append(avatar(user), element("span", { class: "label" }, user));
  return element("li", {}, button);
}
