/** Shares the user's screen in a channel, outside of calls. */
import { Mesh } from "../call/mesh.js";
import { OwnMedia } from "../call/own-media.js";
import { quietly } from "../poll.js";
import { beforeSignOut } from "../sign-out.js";
import { client } from "../stream.js";

const listeners = [];

let me;

/** The user's share: `{ id, channel, life }`; null if there is none. */
export let sharing = null;

export function startSharing(user) {
  me = user;
  beforeSignOut(stopSharing);
  addEventListener("pagehide", () => sharing && quietly(() => client.shares.stop(sharing.id)));
}

export function onSharing(listener) {
  listeners.push(listener);
}

/** Lets the user choose a screen, and shares it in `channel`. */
export async function share(channel) {
  const media = new OwnMedia();
  if (!(await media.shareScreen())) {
    return;
  }
  const life = new AbortController();
  life.signal.addEventListener("abort", () => media.close());
  try {
    const { share_id: id } = await client.shares.start(channel);
    const server = client.shares.follow(id);
    server.addEventListener("ended", end);
    const mesh = new Mesh({ server, me, senders: () => ({}), changed: () => {}, life: life.signal });
    mesh.show(media.tracks());
    media.onChange(() => quietly(stopSharing));
    set({ id, channel, life });
  } catch (error) {
    life.abort();
    throw error;
  }
}

export async function stopSharing() {
  if (sharing) {
    const { id } = sharing;
    end();
    await client.shares.stop(id);
  }
}

function end() {
  sharing.life.abort();
  set(null);
}

function set(value) {
  sharing = value;
  listeners.forEach((listener) => listener());
}
