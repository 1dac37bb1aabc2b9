/** The user's own card, and the menu that sets how others see the user. */
import { avatar } from "./avatar.js";
import { showRelayChoice, toggleRelayChoice } from "./call/relay-choice.js";
import { byId, element } from "./dom.js";
import { startMenu } from "./menu.js";
import { onStates, stateOf, wordFor } from "./online.js";
import { quietly } from "./poll.js";
import { openPrivacy } from "./privacy.js";
import { signOut } from "./sign-out.js";
import { startStatusDialog } from "./status-dialog.js";
import { onStatuses, statusOf } from "./statuses.js";
import { client } from "./stream.js";

const OWN_WORDS = { offline: "Appearing offline", do_not_disturb: "Do not disturb" };

/** What the user has set by hand. */
let own = {};
let shown = null;

/** `refreshes` request the states and the statuses of all users at once. */
export function startStatus(me, ...refreshes) {
  const menu = startMenu(byId("status-button"), byId("status-menu"));
  const look = async () => {
    own = ownClaim(await client.status.get());
    render(me);
  };
  const change = async (fields) => {
    const wanted = wantedClaim(fields);
    const isEmpty = !(wanted.state || wanted.text || wanted.emoji);
    own = isEmpty ? await clear() : ownClaim(await client.status.set(wanted));
    render(me);
    refreshes.forEach((refresh) => refresh());
  };
  /** Shows the state at once, before the server has answered. */
  const choose = async (state) => {
    const before = own;
    own = { ...own, state };
    render(me);
    try {
      await change({ state });
    } catch (error) {
      own = before;
      render(me);
      throw error;
    }
  };
  const openDialog = startStatusDialog(change);
  // Another window of the user may have chosen something.
  const lookIfChanged = async () => {
    render(me);
    const now = JSON.stringify([stateOf(me), statusOf(me)]);
    if (shown !== now) {
      await look();
      shown = now;
    }
  };
  onStates(lookIfChanged);
  onStatuses(lookIfChanged);
  document.addEventListener("visibilitychange", () => quietly(look));
  showRelayChoice();
  menu.onChoose(async (item) => {
    if (item.id === "sign-out") {
      await signOut();
    } else if (item.id === "privacy-button") {
      await openPrivacy();
    } else if (item.id === "relay-choice") {
      toggleRelayChoice();
    } else if (item.id === "own-status-button") {
      openDialog(own);
    } else {
      await quietly(() => choose(item.dataset.state || null));
    }
  });
  render(me);
}

function ownClaim({ claims }) {
  return claims.find(({ source }) => source === "manual") ?? {};
}

/** What the user has set, with other `fields`. An end belongs to what it was set with. */
function wantedClaim(fields) {
  const isOver = own.until && own.until * 1000 <= Date.now();
  const { state, text, emoji, until } = isOver ? {} : own;
  return "state" in fields ? { state, text, emoji, until, ...fields } : { state, ...fields };
}

async function clear() {
  await client.status.clear();
  return {};
}

function render(me) {
  // The server's state of this user is offline until the first report has arrived.
  const state = own.state === "do_not_disturb" ? "active" : (own.state ?? stateOf(me));
  const word = OWN_WORDS[own.state] ?? (own.state ? `${wordFor(state)}, set by you` : wordFor(state));
  const doing = statusOf(me);
  byId("status-button").replaceChildren(
    avatar(me, state),
    element(
      "span",
      { class: "who" },
      element("span", { class: "name" }, me),
      element("span", { class: "state-word" }, word),
      doing ? element("span", { class: "status" }, `${doing.emoji} ${doing.text}`.trim()) : "",
    ),
    chevron(),
  );
  for (const item of byId("status-menu").querySelectorAll("[role=menuitemradio]")) {
    item.setAttribute("aria-checked", item.dataset.state === (own.state ?? ""));
  }
}

function chevron() {
  return byId("chevron").content.cloneNode(true);
}
