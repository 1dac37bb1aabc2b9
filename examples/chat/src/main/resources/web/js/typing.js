/** Shows who else is typing in the open channel, and reports when the user types. */
import { announceRarely } from "./announce.js";
import { pathTo, post, remove } from "./api.js";
import { byId, element } from "./dom.js";
import { follow } from "./follow.js";
import { channel, onOpen } from "./place.js";

const REPORT_EVERY = 2000;

let shown = "";
let lastReport = 0;
let reportedIn = null;

/** Shows who is typing. */
export function startTyping() {
  const look = follow("typing", () => pathTo("/typing", channel), (names) => show(sentence(names)));
  onOpen(() => {
    show("");
    stopTyping();
    look();
  });
}

/** A key was pressed in the field. A report expires after 5 seconds, so it is repeated. */
export function keepTyping() {
  if (Date.now() - lastReport >= REPORT_EVERY) {
    lastReport = Date.now();
    reportedIn = channel;
    post(pathTo("/typing", channel)).catch(ignore);
  }
}

/** The field is empty again. */
export function stopTyping() {
  lastReport = 0;
  if (reportedIn) {
    remove(pathTo("/typing", reportedIn)).catch(ignore);
    reportedIn = null;
  }
}

function ignore() {
  // It expires by itself.
}

function show(text) {
  if (text === shown) {
    return;
  }
  shown = text;
  announceRarely(text);
  const dots = element("span", { class: "dots", "aria-hidden": "true" });
  dots.append(element("i"), element("i"), element("i"));
  byId("typing").replaceChildren(...(text ? [dots, text] : []));
}

function sentence(names) {
  switch (names.length) {
    case 0:
      return "";
    case 1:
      return `${names[0]} is typing…`;
    case 2:
      return `${names[0]} and ${names[1]} are typing…`;
    case 3:
      return `${names[0]}, ${names[1]} and ${names[2]} are typing…`;
    default:
      return `${names[0]}, ${names[1]} and ${names.length - 2} others are typing…`;
  }
}
