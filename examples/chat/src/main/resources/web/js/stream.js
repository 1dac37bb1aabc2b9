/**
 * The client of the presence routes: requests, events, the session, heartbeats. It follows the open channel. If there is no stream, it
 * polls what the library serves, and the page polls what is the chat's own.
 */
import { connect } from "/presence-client.js";
import { get } from "./api.js";
import { connectionBack, connectionLost, onConnectionLost } from "./connection.js";
import { channel, onOpen } from "./place.js";
import { poll, quietly } from "./poll.js";
import { beforeSignOut } from "./sign-out.js";

/** How often to check whether the server can be reached again. */
const PROBE = 2000;

let polling = null;

/** There is one when the user has signed in. */
export let client;

/** Calls `listener(data)`, which may be asynchronous, for each such event of the open channel or of none; until `life`, if given, is aborted. */
export function on(event, listener, life) {
  const hear = ({ data, channel: of }) => (of === null || of === channel) && quietly(() => listener(data));
  client.addEventListener(event, hear, { signal: life });
}

/** Polls as long as there is no stream. Returns a function that polls at once, or does nothing while there is a stream. */
export function pollWithoutStream(task, period) {
  let ask = () => {};
  on("connection", (word) => {
    if (word === "polling") {
      ask = poll(task, period, polling.signal);
    }
  });
  return () => ask();
}

/** Lets the client poll at once, if there is no stream. */
export function refresh() {
  client.refresh();
}

/** From now on the client can send requests. */
export function startClient(user) {
  client = connect({ user, follow: false });
  client.addEventListener("connection", ({ data }) => follow(data));
  client.addEventListener("signedout", () => location.reload());
  onConnectionLost((life) => poll(() => get("/channels"), PROBE, life));
  beforeSignOut(async () => {
    // Other tabs are signed out, too, but the server would learn that later.
    try {
      await client.request("POST", "/presence", { json: { state: "offline", session: client.session } });
    } finally {
      client.close();
    }
  });
}

/** The client receives events from now on. Last, because the parts of the page forget the channel before when another is opened. */
export function startStream() {
  onOpen(() => quietly(() => client.watch(channel)));
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
