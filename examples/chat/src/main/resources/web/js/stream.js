/**
 * The event stream: the server sends changes, so that the page need not poll. It is about the open channel. If there is no
 * stream, because the server refuses it, too many tabs have one or it cannot be established, the page polls.
 */
import { get } from "./api.js";
import { connectionBack, onConnectionBack, onConnectionLost } from "./connection.js";
import { channel, onOpen } from "./place.js";
import { poll, quietly } from "./poll.js";
import { session } from "./session.js";
import { beforeSignOut } from "./sign-out.js";
import { takeSlot } from "./stream-slot.js";

const EVENTS = [
  "active_call",
  "call_state",
  "changed_elsewhere",
  "channel_unreads",
  "delivered_watermarks",
  "dms",
  "incoming_calls",
  "messages",
  "online_users",
  "private_channels",
  "reactions",
  "read_receipts",
  "resync",
  "screenshares",
  "signals",
  "statuses",
  "typing",
];
/** Streams end now and then, and reconnect by themselves after some seconds. Polling starts after this time. */
const POLL_AFTER = 5000;
/** When to try again after the server has refused a stream. */
const RETRY = 30_000;
/** How often to check whether the server can be reached again. */
const PROBE = 2000;

const received = new EventTarget();

let cursorOf;
let source = null;
let isLive = false;
let polling = null;
let pollTimer = null;
let retry = null;

/** Calls `listener(data)`, which may be asynchronous, for each such event; until `life`, if given, is aborted. */
export function on(event, listener, life) {
  received.addEventListener(event, ({ detail }) => quietly(() => listener(detail)), { signal: life });
}

/** Calls `listener()` whenever a stream begins, before its events. */
export function onLive(listener, life) {
  on("live", listener, life);
}

/**
 * Polls as long as there is no stream, until `life`, if given, is aborted. Returns a function that polls at once, or does
 * nothing while there is a stream.
 */
export function pollWithoutStream(task, period, life) {
  let ask = () => {};
  const start = () => (ask = poll(task, period, AbortSignal.any([polling.signal, ...(life ? [life] : [])])));
  received.addEventListener("polling", start, { signal: life });
  if (polling) {
    start();
  }
  return () => ask();
}

export function isPolling() {
  return polling !== null;
}

/** `after(channel)` returns the cursor of the channel's messages. */
export async function startStream(after) {
  cursorOf = after;
  onConnectionLost((life) => poll(probe, PROBE, life));
  onConnectionBack(() => {
    // Requests failed, but the stream did not: it may be dead without noticing.
    if (isLive) {
      connect();
    }
  });
  onOpen(() => source && connect());
  addEventListener("offline", () => quietly(probe));
  beforeSignOut(() => source?.close());
  await tryStream();
}

async function tryStream() {
  if (await takeSlot()) {
    connect();
  } else {
    doWithout();
  }
}

/** Opens a stream for the open channel. Its initial events include what changed since the old stream ended. */
function connect() {
  source?.close();
  isLive = false;
  const query = new URLSearchParams({ channel, after: cursorOf(channel), session });
  source = new EventSource(`/events?${query}`);
  source.addEventListener("open", opened);
  source.addEventListener("error", failed);
  EVENTS.forEach((event) => source.addEventListener(event, ({ data }) => dispatch(event, JSON.parse(data))));
  pollTimer ??= setTimeout(startPolling, POLL_AFTER);
}

function opened() {
  connectionBack();
  isLive = true;
  clearTimeout(pollTimer);
  pollTimer = null;
  polling?.abort();
  polling = null;
  dispatch("live");
}

function failed() {
  isLive = false;
  if (source.readyState === EventSource.CLOSED) {
    doWithout();
  } else {
    pollTimer ??= setTimeout(startPolling, POLL_AFTER);
    quietly(probe);
  }
}

function doWithout() {
  source = null;
  startPolling();
  clearTimeout(retry);
  retry = setTimeout(tryStream, RETRY);
}

function startPolling() {
  if (!polling) {
    polling = new AbortController();
    dispatch("polling");
  }
}

/** A small request, to check whether the server answers. */
function probe() {
  return get("/channels");
}

function dispatch(event, data) {
  received.dispatchEvent(new CustomEvent(event, { detail: data }));
}
