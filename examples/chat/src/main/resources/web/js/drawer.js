/** On a narrow screen the sidebar is a drawer: opened by its button, closed by a choice, Esc or a tap beside it. */
import { byId } from "./dom.js";
import { onOpen } from "./place.js";

export function startDrawer() {
  const sidebar = byId("sidebar");
  const button = byId("drawer-button");
  const isOpen = () => sidebar.classList.contains("open");

  const show = (shown) => {
    sidebar.classList.toggle("open", shown);
    byId("backdrop").hidden = !shown;
    document.querySelector(".conversation").inert = shown;
    button.setAttribute("aria-expanded", shown);
    if (shown) {
      (sidebar.querySelector("[aria-current]") ?? sidebar.querySelector("button")).focus();
    }
  };
  const close = () => {
    if (isOpen()) {
      show(false);
      button.focus();
    }
  };

  button.addEventListener("click", () => show(true));
  byId("backdrop").addEventListener("click", close);
  onOpen(close);
  sidebar.addEventListener("click", ({ target }) => target.closest(".places li button") && close());
  // In a dialog the key closes the dialog, and not also the drawer below.
  addEventListener("keydown", ({ key }) => key === "Escape" && !document.querySelector("dialog[open]") && close());
  // Wide again: both are visible side by side, and the drawer must not keep the conversation inert.
  matchMedia("(min-width: 44.001rem)").addEventListener("change", () => show(false));
}
