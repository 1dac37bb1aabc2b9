/** The available reactions, by the names that the server knows, and their line under a message. */
import { element } from "./dom.js";

export const GLYPHS = {
  thumbs_up: "👍",
  heart: "❤️",
  joy: "😂",
  tada: "🎉",
  open_mouth: "😮",
  cry: "😢",
  eyes: "👀",
  rocket: "🚀",
};

/** The line under a message: a button for each reaction, pressed if the user has reacted so, too. */
export function reactionLine(message, me) {
  const line = element("div", { class: "reactions" });
  for (const [word, names] of Object.entries(JSON.parse(message.reactions ?? "{}"))) {
    line.append(
      element(
        "button",
        {
          type: "button",
          class: "reaction",
          "data-word": word,
          "data-tip": names.join(", "),
          "aria-pressed": String(names.includes(me)),
          "aria-label": `${spoken(word)} ${names.length}: ${names.join(", ")}`,
        },
        element("span", { class: "glyph", "aria-hidden": "true" }, GLYPHS[word] ?? word),
        element("span", { class: "number", "aria-hidden": "true" }, String(names.length)),
      ),
    );
  }
  line.hidden = line.childElementCount === 0;
  return line;
}

export function spoken(word) {
  return word.replaceAll("_", " ");
}
