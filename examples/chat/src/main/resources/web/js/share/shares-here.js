/** The screens that are shared in the open channel, and the button to share the user's own. */
import { call, onCall } from "../call/calls.js";
import { nameOf } from "../channels.js";
import { attempt } from "../dialog.js";
import { byId, element } from "../dom.js";
import { channel, onOpen } from "../place.js";
import { client, on, refresh } from "../stream.js";
import { onSharing, share, sharing, stopSharing } from "./sharing.js";
import { onUnwatched, stopWatching, watch, watchedShare } from "./watching.js";

let me;
let active = [];

export function startSharesHere(user) {
  me = user;
  on("screenshares", (shares) => {
    active = shares;
    render();
  });
  onOpen(() => {
    active = [];
    render();
  });
  onSharing(() => {
    render();
    refresh();
  });
  onUnwatched(render);
  onCall(render);
  byId("share-button").addEventListener("click", () =>
    attempt("call-error", () => (sharing ? stopSharing() : share(channel))),
  );
  byId("shares").addEventListener("click", ({ target }) => {
    const id = target.closest("button")?.dataset.share;
    if (id) {
      act(active.find(({ share_id: each }) => each === id) ?? sharing);
    }
  });
}

async function act(shared) {
  if (shared === sharing || shared.share_id === sharing?.id) {
    await attempt("call-error", stopSharing);
  } else if (shared.sharer === me) {
    await attempt("call-error", () => client.shares.stop(shared.share_id));
  } else {
    watch(shared);
  }
  render();
}

function render() {
  const others = active.filter(({ share_id: id }) => id !== sharing?.id);
  if (!others.some(({ share_id: id }) => id === watchedShare())) {
    stopWatching();
  }
  const button = byId("share-button");
  // A call has a button of its own.
  button.hidden = !navigator.mediaDevices?.getDisplayMedia || (call !== null && sharing === null);
  button.setAttribute("aria-pressed", sharing !== null);
  button.dataset.tip = sharing ? "Stop sharing" : "Share screen";
  const bars = [
    ...(sharing ? [bar(sharing.id, `You are sharing your screen in ${nameOf(sharing.channel)}.`, "Stop")] : []),
    ...others.filter(({ share_id: id }) => id !== watchedShare()).map(barOf),
  ];
  const text = (items) => items.map(({ outerHTML }) => outerHTML).join("");
  if (text(bars) !== text([...byId("shares").children])) {
    byId("shares").replaceChildren(...bars);
  }
}

function barOf({ share_id: id, sharer }) {
  return sharer === me
    ? bar(id, "You are sharing your screen in another window.", "Stop")
    : bar(id, `${sharer} is sharing a screen.`, "Watch");
}

function bar(id, text, action) {
  return element(
    "li",
    { class: "bar" },
    element("span", { class: "bar-text" }, text),
    element("button", { type: "button", class: "secondary", "data-share": id }, action),
  );
}
