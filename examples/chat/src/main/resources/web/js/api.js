/** Every request to the server goes through here. */
import { connectionLost, connectionBack } from "./connection.js";

const TIMEOUT = 10_000;

const reads = new AbortController();
const underWay = new Set();
let last = null;

/** The server refused the request; the message is its reason. */
export class Refused extends Error {
  constructor(status, reason) {
    super(reason);
    this.status = status;
  }
}

/** The server cannot be reached, which the banner already shows; or the page has sent its last request. */
export class Unreachable extends Error {}

export async function get(path) {
  return JSON.parse(await send("GET", path));
}

/** Posts `fields` as a form. Resolves to the text of the response, like the others below. */
export function post(path, fields = {}) {
  return send("POST", path, { body: new URLSearchParams(fields) });
}

export function postJson(path, value) {
  return send("POST", path, {
    body: JSON.stringify(value),
    headers: { "Content-Type": "application/json" },
  });
}

export function putJson(path, value) {
  return send("PUT", path, {
    body: JSON.stringify(value),
    headers: { "Content-Type": "application/json" },
  });
}

/** Posts bytes as they are. */
export function postBytes(path, body, headers) {
  return send("POST", path, { body, headers });
}

/**
 * The last request of this page: it waits for requests that change something and aborts those that only read, so that
 * none is refused because it comes too late.
 */
export async function postLast(path) {
  last = path;
  reads.abort();
  await Promise.allSettled(underWay);
  return send("POST", path);
}

export function remove(path) {
  return send("DELETE", path);
}

/** A path with a channel in it. */
export function pathTo(route, channel) {
  return `${route}/${encodeURIComponent(channel)}`;
}

async function send(method, path, options = {}) {
  const begun = performance.now();
  const { status, text } = await reach(method, path, options);
  if (status >= 500) {
    connectionLost();
    throw new Unreachable(`${method} ${path} answered ${status}`);
  }
  connectionBack(begun);
  if (status === 401) {
    // The session is over, for instance because it has expired. The reloaded page asks for a name.
    location.reload();
  }
  if (status >= 400) {
    throw new Refused(status, text);
  }
  return text;
}

async function reach(method, path, options) {
  if (last && path !== last) {
    throw new Unreachable(`${method} ${path} comes after the last request`);
  }
  const request = fetchText(method, path, options);
  underWay.add(request);
  try {
    return await request;
  } catch (error) {
    if (!last) {
      connectionLost();
    }
    throw new Unreachable(`${method} ${path} failed`, { cause: error });
  } finally {
    underWay.delete(request);
  }
}

async function fetchText(method, path, options) {
  const timeout = AbortSignal.timeout(TIMEOUT);
  const signal = method === "GET" ? AbortSignal.any([timeout, reads.signal]) : timeout;
  const response = await fetch(path, { method, signal, ...options });
  return { status: response.status, text: await response.text() };
}
