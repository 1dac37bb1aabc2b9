import { post } from "./api.js";
import { byId } from "./dom.js";
import { reasonOf } from "./failures.js";

/** Shows the form until the user has signed in. Resolves to the user's name. */
export function signIn() {
  byId("sign-in").hidden = false;
  byId("sign-in-name").focus();
  return new Promise((signedIn) => {
    byId("sign-in-form").addEventListener("submit", async (event) => {
      event.preventDefault();
      complain("");
      try {
        const { user } = JSON.parse(await post("/login", { user: byId("sign-in-name").value }));
        byId("sign-in").hidden = true;
        signedIn(user);
      } catch (error) {
        complain(reasonOf(error));
        byId("sign-in-name").focus();
      }
    });
  });
}

function complain(problem) {
  byId("sign-in-error").textContent = problem;
  byId("sign-in-name").setAttribute("aria-invalid", problem !== "");
}
