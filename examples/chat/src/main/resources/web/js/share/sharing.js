/** Shares the user's screen in a channel, outside of calls. */
import { postJson } from "../api.js";
import { Mesh } from "../call/mesh.js";
import { OwnMedia } from "../call/own-media.js";
import { beforeSignOut } from "../sign-out.js";

const listeners = [];

let me;

/** The user's share: `{ id, channel, life }`; null if there is none. */
export let sharing = null;

export function startSharing(user) {
  me = user;
  beforeSignOut(stopSharing);
  addEventListener("pagehide", () => {
    if (sharing) {
      // Only a beacon can still be sent.
      navigator.sendBeacon(`/screenshare/${sharing.id}/stop`);
    }
  });
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
    const { share_id: id } = JSON.parse(await postJson("/screenshare/start", { channel }));
    const mesh = new Mesh({
      base: `/screenshare/${id}`,
      me,
      after: 0,
      changed: () => {},
      ended: end,
      mediaPaths: () => ({}),
      life: life.signal,
    });
    mesh.show(media.tracks());
    media.onChange(stopSharing);
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
    await stopShare(id);
  }
}

/** Ends a share of the user, of this page or of another one. */
export function stopShare(id) {
  return postJson(`/screenshare/${id}/stop`, {});
}

function end() {
  sharing.life.abort();
  set(null);
}

function set(value) {
  sharing = value;
  listeners.forEach((listener) => listener());
}
