/** Turns the addresses in a text into links. */
import { element } from "./dom.js";

// Up to a blank, or to what can make an address look like another one: quotes, angle brackets, marks of direction.
const ADDRESS = /\bhttps?:\/\/[^\s<>"\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gi;
const PUNCTUATION = /[.,:;!?'*…]+$/;

/** `text` as strings and links, to be appended to an element: no part of it becomes markup. */
export function withLinks(text) {
  const parts = [];
  let end = 0;
  for (const { 0: found, index } of text.matchAll(ADDRESS)) {
    const address = withoutEnd(found);
    if (URL.canParse(address)) {
      parts.push(text.slice(end, index), link(address));
      end = index + address.length;
    }
  }
  return [...parts, text.slice(end)];
}

/** Punctuation at the end belongs to the sentence, and so does a bracket that was opened before the address. */
function withoutEnd(found) {
  const address = found.replace(PUNCTUATION, "");
  const isOpenedBefore = address.endsWith(")") && address.split(")").length > address.split("(").length;
  return isOpenedBefore ? withoutEnd(address.slice(0, -1)) : address;
}

/** The other page gets neither a handle on this one nor its address. */
function link(address) {
  return element("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, address);
}
