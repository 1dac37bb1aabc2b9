/** The chat's own routes: signing in and out, users, channels, messages. All others are the client's. */
import { PresenceError } from "/presence-client.js";
import { connectionBack, connectionLost } from "./connection.js";

const TIMEOUT = 10_000;

const reads = new AbortController();
const underWay = new Set();
let last = null;

export async function get(path) {
  return JSON.parse(await send("GET", path));
}

/** Posts `fields` as a form. Resolves to the text of the response. */
export function post(path, fields = {}) {
  return send("POST", path, new URLSearchParams(fields));
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

/** A path with a channel in it. */
export function pathTo(route, channel) {
  return `${route}/${encodeURIComponent(channel)}`;
}

async function send(method, path, body) {
  const begun = performance.now();
  const { status, text } = await reach(method, path, body);
  if (status === 401) {
    // The session is over, for instance because it has expired. The reloaded page asks for a name.
    location.reload();
  }
  status < 500 ? connectionBack(begun) : connectionLost();
  if (status >= 400) {
    throw new PresenceError(status, text);
  }
  return text;
}

async function reach(method, path, body) {
  if (last && path !== last) {
    throw new PresenceError(401, `${method} ${path} comes after the last request`);
  }
  const request = fetchText(method, path, body);
  underWay.add(request);
  try {
    return await request;
  } catch (cause) {
    if (!last) {
      connectionLost();
    }
    throw new PresenceError(last ? 401 : 0, `${method} ${path} failed`, { cause });
  } finally {
    underWay.delete(request);
  }
}

async function fetchText(method, path, body) {
  const timeout = AbortSignal.timeout(TIMEOUT);
  const signal = method === "GET" ? AbortSignal.any([timeout, reads.signal]) : timeout;
  const response = await fetch(path, { method, body, signal });
  return { status: response.status, text: await response.text() };
}
