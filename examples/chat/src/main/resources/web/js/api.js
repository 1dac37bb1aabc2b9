/** Every request to the server goes through here. */
import { connectionLost, connectionBack } from "./connection.js";

const TIMEOUT = 10_000;

/** The server understood the request and said no; the message is its reason. */
export class Refused extends Error {
  constructor(status, reason) {
    super(reason);
    this.status = status;
  }
}

/** The server cannot be reached. The banner says so already. */
export class Unreachable extends Error {}

export async function get(path) {
  return JSON.parse(await send("GET", path));
}

/** Posts `fields` as a form. Answers the text of the response, like the others below. */
export function post(path, fields = {}) {
  return send("POST", path, { body: new URLSearchParams(fields) });
}

export function postJson(path, value) {
  return send("POST", path, {
    body: JSON.stringify(value),
    headers: { "Content-Type": "application/json" },
  });
}

export function remove(path) {
  return send("DELETE", path);
}

/** A path with a channel in it. */
export function pathTo(route, channel) {
  return `${route}/${encodeURIComponent(channel)}`;
}

async function send(method, path, options = {}) {
  const { status, text } = await reach(method, path, options);
  if (status >= 500) {
    connectionLost();
    throw new Unreachable(`${method} ${path} answered ${status}`);
  }
  connectionBack();
  if (status === 401) {
    // The session is over, for instance because the server was started anew. The page then asks for a name.
    location.reload();
  }
  if (status >= 400) {
    throw new Refused(status, text);
  }
  return text;
}

async function reach(method, path, options) {
  try {
    const response = await fetch(path, { method, signal: AbortSignal.timeout(TIMEOUT), ...options });
    return { status: response.status, text: await response.text() };
  } catch (error) {
    connectionLost();
    throw new Unreachable(`${method} ${path} failed`, { cause: error });
  }
}
