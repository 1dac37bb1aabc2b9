/** Dialogs close on Esc (the browser does that), on what is marked `data-close`, and on a tap beside them. */
import { byId } from "./dom.js";
import { reasonOf } from "./failures.js";

export function startDialog(dialog) {
  dialog.addEventListener("click", ({ target }) => {
    // The dialog itself is the target only of clicks outside its content.
    if (target === dialog || target.closest("[data-close]")) {
      dialog.close();
    }
  });
}

/** Runs `task`, and shows in the element `errors` why the server refused it. Resolves to whether it succeeded. */
export async function attempt(errors, task) {
  byId(errors).textContent = "";
  try {
    await task();
    return true;
  } catch (error) {
    byId(errors).textContent = reasonOf(error);
    return false;
  }
}
