/** The dialog in which users say what they do, with an emoji, and until when. */
import { attempt, startDialog } from "./dialog.js";
import { byId } from "./dom.js";

const DAY = 24 * 60 * 60;

/** `change(fields)` sends what the user has chosen. Returns a function that opens the dialog for a status, or null. */
export function startStatusDialog(change) {
  const dialog = byId("own-status");
  startDialog(dialog);
  const send = (fields) => attempt("own-status-error", async () => {
    await change(fields);
    dialog.close();
  });
  byId("own-status-form").addEventListener("submit", async (event) => {
    event.preventDefault();
    await send({ text: byId("own-status-text").value, emoji: chosenEmoji(), ...end(byId("own-status-end").value) });
  });
  byId("own-status-clear").addEventListener("click", () => send({ text: null, emoji: null }));
  return (status) => {
    byId("own-status-form").reset();
    byId("own-status-error").textContent = "";
    byId("own-status-text").value = status?.text ?? "";
    const emojis = [...document.getElementsByName("own-status-emoji")];
    (emojis.find(({ value }) => value === status?.emoji) ?? emojis[0]).checked = true;
    byId("own-status-clear").hidden = !(status?.text || status?.emoji);
    dialog.showModal();
  };
}

function chosenEmoji() {
  return document.querySelector("[name=own-status-emoji]:checked").value;
}

/** `choice` is a number of seconds, `today` or `cleared`. */
function end(choice) {
  if (choice === "cleared") {
    return {};
  }
  return choice === "today" ? { until: endOfToday() } : { for_seconds: Number(choice) };
}

function endOfToday() {
  const end = new Date();
  end.setHours(24, 0, 0, 0);
  // In the last moment of a day, its end may have passed when the server is asked.
  return end - Date.now() < 1000 ? end / 1000 + DAY : end / 1000;
}
