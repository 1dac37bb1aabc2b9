/** The id of this tab among the user's clients. It outlasts a reload, and ends with the tab. */
const KEY = "presence-session";

export const session = (sessionStorage[KEY] ||= newId());

/** Not `randomUUID`, which pages without TLS lack. */
function newId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
