/** The user's own card, and the menu that sets how others see the user. */
import { get, postJson } from "./api.js";
import { avatar } from "./avatar.js";
import { showRelayChoice, toggleRelayChoice } from "./call/relay-choice.js";
import { byId, element } from "./dom.js";
import { startMenu } from "./menu.js";
import { onStates, stateOf, wordFor } from "./online.js";
import { quietly } from "./poll.js";
import { openPrivacy } from "./privacy.js";
import { signOut } from "./sign-out.js";

let override = null;
let shown = null;

/** `refresh` requests the states of all users at once. */
export function startStatus(me, refresh) {
  const menu = startMenu(byId("status-button"), byId("status-menu"));
  const look = async () => {
    ({ override } = await get("/presence/override"));
    render(me);
  };
  // Another window of the user may have chosen something.
  onStates(async () => {
    render(me);
    if (shown !== stateOf(me)) {
      await look();
      shown = stateOf(me);
    }
  });
  document.addEventListener("visibilitychange", () => quietly(look));
  showRelayChoice();
  menu.onChoose(async (item) => {
    if (item.id === "sign-out") {
      await signOut();
    } else if (item.id === "privacy-button") {
      await openPrivacy();
    } else if (item.id === "relay-choice") {
      toggleRelayChoice();
    } else {
      // At once, before the server has answered.
      override = item.dataset.override || null;
      render(me);
      await postJson("/presence/override", { override });
      refresh();
    }
  });
  render(me);
}

function render(me) {
  // The server's state of this user is offline until the first report has arrived.
  const state = override ?? stateOf(me);
  const word = override === "offline" ? "Appearing offline" : wordFor(state);
  byId("status-button").replaceChildren(
    avatar(me, state),
    element(
      "span",
      { class: "who" },
      element("span", { class: "name" }, me),
      element("span", { class: "state-word" }, override && override !== "offline" ? `${word}, set by you` : word),
    ),
    chevron(),
  );
  for (const item of byId("status-menu").querySelectorAll("[data-override]")) {
    item.setAttribute("aria-checked", item.dataset.override === (override ?? ""));
  }
}

function chevron() {
  return byId("chevron").content.cloneNode(true);
}
