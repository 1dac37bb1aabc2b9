/**
 * A menu that `button` opens: arrow keys move, Enter and Space choose, Esc, Tab or a click elsewhere close it.
 * Returns `{ onChoose(listener) }`; the listener gets the chosen item.
 */
export function startMenu(button, menu) {
  const items = [...menu.querySelectorAll("button")];
  let listener = () => {};

  const show = (shown) => {
    menu.hidden = !shown;
    button.setAttribute("aria-expanded", shown);
    (shown ? (menu.querySelector("[aria-checked='true']") ?? items[0]) : button).focus();
  };
  const move = (to) => items[(to + items.length) % items.length].focus();

  button.addEventListener("click", () => show(menu.hidden));
  menu.addEventListener("click", ({ target }) => {
    const item = target.closest("button");
    if (item) {
      show(false);
      listener(item);
    }
  });
  menu.addEventListener("keydown", (event) => {
    const at = items.indexOf(document.activeElement);
    const moves = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 };
    if (event.key in moves) {
      event.preventDefault();
      move(moves[event.key]);
    } else if (event.key === "Escape" || event.key === "Tab") {
      event.preventDefault();
      // The same key must not also close the drawer around the menu.
      event.stopPropagation();
      show(false);
    }
  });
  document.addEventListener("pointerdown", ({ target }) => {
    if (!menu.hidden && !menu.contains(target) && !button.contains(target)) {
      show(false);
    }
  });
  return { onChoose: (chosen) => (listener = chosen) };
}
