/**
 * The event stream: the server tells what is new, so that nobody has to ask. It is about the channel that is open. Where there
 * is none, because the server refuses it or too many tabs have one, or while it does not come about, the page polls.
 */
import { get } from "./api.js";
import { connectionBack, onConnectionBack, onConnectionLost } from "./connection.js";
import { channel, onOpen } from "./place.js";
import { poll, quietly } from "./poll.js";
import { beforeSignOut } from "./sign-out.js";
import { takeSlot } from "./stream-slot.js";

const EVENTS = [
  "active_call",
  "call_state",
  "changed_elsewhere",
  "channel_unreads",
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
  "typing",
];
/** Streams end now and then, and come back after some seconds by themselves. */
const PATIENCE = 5000;
/** When to try again after the server has said no. */
const RETRY = 30_000;
/** How often to look whether the server is there again. */
const PROBE = 2000;

const heard = new EventTarget();

let cursorOf;
let source = null;
let isLive = false;
let polling = null;
let patience = null;
let retry = null;

/** Calls `listener(data)`, which may be asynchronous, for each such event; until `life`, if given, is aborted. */
export function on(event, listener, life) {
  heard.addEventListener(event, ({ detail }) => quietly(() => listener(detail)), { signal: life });
}

/** Calls `listener()` whenever a stream begins. What it says comes afterwards. */
export function onLive(listener, life) {
  on("live", listener, life);
}

/**
 * Polls as long as there is no stream, until `life`, if given, is aborted. Returns a function that asks at once, or does
 * nothing where the stream tells.
 */
export function pollWithoutStream(task, period, life) {
  let ask = () => {};
  const start = () => (ask = poll(task, period, AbortSignal.any([polling.signal, ...(life ? [life] : [])])));
  heard.addEventListener("polling", start, { signal: life });
  if (polling) {
    start();
  }
  return () => ask();
}

export function isPolling() {
  return polling !== null;
}

/** `after(channel)` says up to where the messages of a channel are known. */
export async function startStream(after) {
  cursorOf = after;
  onConnectionLost((life) => poll(probe, PROBE, life));
  onConnectionBack(() => {
    // Requests failed and the stream did not notice: it may be dead, and will not notice that either.
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

/** What happens between the end of the old stream and the beginning of the new one, the new one begins with. */
function connect() {
  source?.close();
  isLive = false;
  const query = new URLSearchParams({ channel, after: cursorOf(channel) });
  source = new EventSource(`/events?${query}`);
  source.addEventListener("open", opened);
  source.addEventListener("error", failed);
  EVENTS.forEach((event) => source.addEventListener(event, ({ data }) => tell(event, JSON.parse(data))));
  patience ??= setTimeout(startPolling, PATIENCE);
}

function opened() {
  connectionBack();
  isLive = true;
  clearTimeout(patience);
  patience = null;
  polling?.abort();
  polling = null;
  tell("live");
}

function failed() {
  isLive = false;
  if (source.readyState === EventSource.CLOSED) {
    doWithout();
  } else {
    patience ??= setTimeout(startPolling, PATIENCE);
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
    tell("polling");
  }
}

/** A small question, to see whether the server answers. */
function probe() {
  return get("/channels");
}

function tell(event, data) {
  heard.dispatchEvent(new CustomEvent(event, { detail: data }));
}
