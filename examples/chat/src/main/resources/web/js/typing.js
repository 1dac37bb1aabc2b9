/** Shows who else is typing in the open channel, and reports when the user types. */
import { announceRarely } from "./announce.js";
import { byId, element } from "./dom.js";
import { channel, onOpen } from "./place.js";
import { client, on } from "./stream.js";

let shown = "";

/** Shows who is typing. */
export function startTyping() {
  on("typing", (names) => show(sentence(names)));
  onOpen(() => {
    show("");
    stopTyping();
  });
}

/** A key was pressed in the field. */
export function keepTyping() {
  client.typing.start(channel);
}

/** The field is empty again. */
export function stopTyping() {
  client.typing.stop();
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
