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
  return (await send("GET", path)).json();
}

/** Posts `fields` as a form. */
export async function post(path, fields = {}) {
  return send("POST", path, { body: new URLSearchParams(fields) });
}

export async function postJson(path, value) {
  return send("POST", path, {
    body: JSON.stringify(value),
    headers: { "Content-Type": "application/json" },
  });
}

export async function remove(path) {
  return send("DELETE", path);
}

/** A path with a channel in it. */
export function pathTo(route, channel) {
  return `${route}/${encodeURIComponent(channel)}`;
}

async function send(method, path, options = {}) {
  const response = await reach(method, path, options);
  if (response.status >= 500) {
    connectionLost();
    throw new Unreachable(`${method} ${path} answered ${response.status}`);
  }
  connectionBack();
  if (response.status === 401) {
    // The session is over, for instance because the server was started anew. The page then asks for a name.
    location.reload();
  }
  if (!response.ok) {
    throw new Refused(response.status, await response.text());
  }
  return response;
}

async function reach(method, path, options) {
  try {
    return await fetch(path, { method, signal: AbortSignal.timeout(TIMEOUT), ...options });
  } catch (error) {
    connectionLost();
    throw new Unreachable(`${method} ${path} failed`, { cause: error });
  }
}
