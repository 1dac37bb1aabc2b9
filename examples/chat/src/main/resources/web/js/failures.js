/** What becomes of requests that fail. */
import { PresenceError } from "/presence-client.js";
import { connectionLost } from "./connection.js";

/** A failed request needs nothing more than the banner, if the server cannot be reached. All else is a mistake of the page. */
export function note(error) {
  if (!(error instanceof PresenceError)) {
    console.error(error);
  } else if (!isRefusal(error)) {
    connectionLost();
  }
}

/** Notes the error too. What to show the user: why the server has refused, or `otherwise`. */
export function reasonOf(error, otherwise = "The server is not responding. Try again in a moment.") {
  note(error);
  return error instanceof PresenceError && isRefusal(error) ? error.message : otherwise;
}

function isRefusal({ status }) {
  return status >= 400 && status < 500;
}
