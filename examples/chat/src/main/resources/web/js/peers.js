/** The other nodes of this chat. When this window's node is lost for some seconds, the window goes on at one that lives. */
import { get } from "./api.js";
import { onConnectionLost } from "./connection.js";
import { packDrafts } from "./drafts.js";
import { poll, quietly } from "./poll.js";

/** A stream that breaks is back sooner. */
const PATIENCE = 3000;
const LOOK_EVERY = 2000;
const TIMEOUT = 2000;

export function startPeers() {
  return quietly(async () => {
    const peers = await get("/peers");
    if (peers.length > 0) {
      onConnectionLost((life) => setTimeout(() => poll(() => moveOn(peers, life), LOOK_EVERY, life), PATIENCE));
    }
  });
}

/** The channel and the drafts go along. The cookie does by itself: it is for all ports of a host. */
async function moveOn(peers, life) {
  for (const peer of peers) {
    const lives = await answers(peer);
    if (life.aborted) {
      return;
    }
    if (lives) {
      packDrafts();
      // Not a step that the back button can undo: it would lead to the lost node.
      location.replace(`${peer}/${location.hash}`);
      return;
    }
  }
}

async function answers(peer) {
  try {
    return (await fetch(`${peer}/alive`, { signal: AbortSignal.timeout(TIMEOUT) })).ok;
  } catch {
    return false;
  }
}
