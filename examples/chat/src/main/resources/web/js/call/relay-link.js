/** The way to somebody else that leads over the server. */
import { RelayPlayer } from "./relay-player.js";

export class RelayLink {
  state = "relay";

  #players;
  #since = Date.now();

  /** `paths` says where the server has what he sends: `{ cam, mic, screen }`, or some of them. */
  constructor(paths, changed) {
    this.#players = Object.fromEntries(
      Object.entries(paths).map(([track, path]) => [track, new RelayPlayer(path, track, changed)]),
    );
  }

  /** Nothing to do: the server has what we show, for all who come by it. */
  show() {}

  /** Since when nothing has come from him. That may be because he has nothing to show; the server knows better. */
  get awaySince() {
    return Math.max(this.#since, ...Object.values(this.#players).map(({ lastPiece }) => lastPiece));
  }

  view(kind) {
    const { cam, mic, screen } = this.#players;
    if (kind === "screen") {
      return screen.isPlaying ? { elements: [screen.element], hasPicture: true } : null;
    }
    return cam ? { elements: [cam.element, mic.element], hasPicture: cam.isPlaying } : null;
  }

  close() {
    Object.values(this.#players).forEach((player) => player.close());
  }
}
