/** The dialog of what others see of the user. Each change is sent at once. */
import { attempt, startDialog } from "./dialog.js";
import { byId } from "./dom.js";
import { client } from "./stream.js";

export function startPrivacy() {
  startDialog(byId("privacy"));
  byId("privacy-choices").addEventListener("change", ({ target: { dataset, checked } }) =>
    load(() => client.privacy.set({ [dataset.setting]: JSON.parse(checked ? dataset.on : dataset.off) })),
  );
}

/** Shows the settings as the server has them now: another window may have changed them. */
export async function openPrivacy() {
  byId("privacy-choices").disabled = true;
  byId("privacy").showModal();
  byId("privacy-choices").disabled = !(await load());
}

/** Shows the settings after `change`, or as they were if the server has refused it. Resolves to whether they are known. */
async function load(change = () => {}) {
  const changed = await attempt("privacy-error", change);
  return changed ? attempt("privacy-error", show) : show().then(() => true, () => false);
}

async function show() {
  const settings = await client.privacy.get();
  for (const box of byId("privacy-choices").querySelectorAll("input")) {
    box.checked = settings[box.dataset.setting] === JSON.parse(box.dataset.on);
  }
}
