/** The menu of reactions: arrow keys move, Enter and Space choose, Esc closes. */
import { byId, element } from "./dom.js";
import { GLYPHS, spoken } from "./reactions.js";

const GAP = 4;
const EDGE = 8;

let opener = null;

/** `choose(opener, word)` is called with the button that opened the menu, and the chosen reaction. */
export function startPicker(choose) {
  const menu = byId("picker");
  for (const [word, glyph] of Object.entries(GLYPHS)) {
    const name = spoken(word);
    menu.append(element("button", { type: "button", role: "menuitem", "data-word": word, "aria-label": name }, glyph));
  }
  const items = [...menu.children];

  menu.addEventListener("click", ({ target }) => {
    const item = target.closest("button");
    if (item) {
      menu.hidePopover();
      choose(opener, item.dataset.word);
    }
  });
  menu.addEventListener("keydown", (event) => {
    const at = items.indexOf(document.activeElement);
    const moves = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: items.length - 1 };
    if (event.key in moves) {
      event.preventDefault();
      items[(moves[event.key] + items.length) % items.length].focus();
    } else if (event.key === "Tab") {
      event.preventDefault();
      menu.hidePopover();
    }
    // Keys pressed in the menu must not also move in the list of messages.
    event.stopPropagation();
  });
  menu.addEventListener("toggle", ({ newState }) => opener?.setAttribute("aria-expanded", String(newState === "open")));
  byId("scroller").addEventListener("scroll", () => menu.hidePopover(), { passive: true });
  addEventListener("resize", () => menu.hidePopover());
}

/** Opens the menu above `button`, or below it where there is no room. */
export function openPicker(button) {
  const menu = byId("picker");
  opener = button;
  // At once, because the event comes later: it keeps the button visible, and a hidden button cannot get the focus back.
  button.setAttribute("aria-expanded", "true");
  menu.showPopover();
  const at = button.getBoundingClientRect();
  const left = Math.min(at.right - menu.offsetWidth, innerWidth - menu.offsetWidth - EDGE);
  const above = at.top - menu.offsetHeight - GAP;
  const ceiling = byId("scroller").getBoundingClientRect().top;
  menu.style.left = `${Math.max(EDGE, left)}px`;
  menu.style.top = `${above > ceiling ? above : at.bottom + GAP}px`;
  menu.firstElementChild.focus();
}
