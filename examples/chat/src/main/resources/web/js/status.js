/** One's own card, and the menu in which one chooses how others see oneself. */
import { get, postJson } from "./api.js";
import { avatar } from "./avatar.js";
import { showRelayChoice, toggleRelayChoice } from "./call/relay-choice.js";
import { byId, element } from "./dom.js";
import { startMenu } from "./menu.js";
import { onStates, stateOf, wordFor } from "./online.js";
import { poll } from "./poll.js";
import { signOut } from "./sign-out.js";

/** How soon we notice what was chosen in another window. */
const PERIOD = 30_000;

let override = null;

/** `refresh` asks the server for everybody's state at once. */
export function startStatus(me, refresh) {
  const menu = startMenu(byId("status-button"), byId("status-menu"));
  onStates(() => render(me));
  showRelayChoice();
  menu.onChoose(async (item) => {
    if (item.id === "sign-out") {
      await signOut();
    } else if (item.id === "relay-choice") {
      toggleRelayChoice();
    } else {
      // At once, before the server has heard of it.
      override = item.dataset.override || null;
      render(me);
      await postJson("/presence/override", { override });
      refresh();
    }
  });
  poll(async () => {
    ({ override } = await get("/presence/override"));
    render(me);
  }, PERIOD);
  render(me);
}

function render(me) {
  // Offline is what the server says of us until the first report has arrived.
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
