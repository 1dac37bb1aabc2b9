/**
 * The client of the presence routes: events, the session, heartbeats, typing. It is about the open channel. If there is no stream, it
 * polls what the library serves, and the page polls what is the chat's own.
 */
import { connect } from "/presence-client.js";
import { get, postJson } from "./api.js";
import { connectionBack, connectionLost, onConnectionLost } from "./connection.js";
import { channel, onOpen } from "./place.js";
import { poll, quietly } from "./poll.js";
import { beforeSignOut } from "./sign-out.js";

/** How often to check whether the server can be reached again. */
const PROBE = 2000;

/** What to do when there is a client. */
const early = [];
let polling = null;

/** Null until the stream is started. */
export let client = null;

/** Calls `listener(data)`, which may be asynchronous, for each such event of the open channel or of none; until `life`, if given, is aborted. */
export function on(event, listener, life) {
  const hear = ({ data, channel: of }) => (of === null || of === channel) && quietly(() => listener(data));
  withClient(() => client.addEventListener(event, hear, { signal: life }));
}

/** Calls `listener()` whenever there is a stream again. */
export function onLive(listener, life) {
  on("connection", (word) => word === "live" && listener(), life);
}

/**
 * Polls as long as there is no stream, until `life`, if given, is aborted. Returns a function that polls at once, or does
 * nothing while there is a stream.
 */
export function pollWithoutStream(task, period, life) {
  let ask = () => {};
  const start = () => (ask = poll(task, period, AbortSignal.any([polling.signal, ...(life ? [life] : [])])));
  on("connection", (word) => word === "polling" && start(), life);
  if (polling) {
    start();
  }
  return () => ask();
}

/** Lets the client poll at once, if there is no stream. */
export function refresh() {
  client?.refresh();
}

export function startStream(user) {
  client = connect({ channel, user });
  client.addEventListener("connection", ({ data }) => follow(data));
  client.addEventListener("signedout", () => location.reload());
  early.splice(0).forEach((task) => task());
  onOpen(() => quietly(() => client.watch(channel)));
  onConnectionLost((life) => poll(() => get("/channels"), PROBE, life));
  beforeSignOut(() => {
    client.close();
    // Other tabs are signed out, too, but the server would learn that later.
    return postJson("/presence", { state: "offline", session: client.session });
  });
}

function withClient(task) {
  client ? task() : early.push(task);
}

/** Before the listeners of others, which may ask for `polling`. */
function follow(connection) {
  if (connection === "offline") {
    connectionLost();
    return;
  }
  if (connection === "live" || connection === "polling") {
    connectionBack();
    polling?.abort();
    polling = connection === "polling" ? new AbortController() : null;
  }
}
