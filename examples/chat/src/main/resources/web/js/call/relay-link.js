/** The link to another user that is relayed by the server. */
import { RelayPlayer } from "./relay-player.js";

export class RelayLink {
  state = "relay";

  #players;
  #since = Date.now();

  /** `paths` are the media routes of the other user's tracks: `{ cam, mic, screen }`, or some of them. */
  constructor(paths, changed) {
    this.#players = Object.fromEntries(
      Object.entries(paths).map(([track, path]) => [track, new RelayPlayer(path, track, changed)]),
    );
  }

  /** Nothing to do: our tracks are on the server, for all who use the relay. */
  show() {}

  /** Since when nothing was received from the user. They may have nothing to send; the server decides by heartbeats. */
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
