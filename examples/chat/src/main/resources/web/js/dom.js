/** The element with this id. */
export function byId(id) {
  return document.getElementById(id);
}

/**
 * Makes an element. Attributes that are true are set without a value, those that are false or null are left out.
 * Children may be strings: they become text, never markup, so nothing that a user wrote can become part of the page.
 */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) {
    if (value !== false && value != null) {
      made.setAttribute(attribute, value === true ? "" : value);
    }
  }
  made.append(...children);
  return made;
}
