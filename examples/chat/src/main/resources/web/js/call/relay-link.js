/** The link to another user that is relayed by the server. */
import { RelayPlayer } from "./relay-player.js";

export class RelayLink {
  state = "relay";

  #players;
  #since = Date.now();

  /** `senders` are the names of the other user's tracks at the server: `{ cam, mic, screen }`, or some of them. */
  constructor(server, senders, changed) {
    this.#players = Object.fromEntries(
      Object.entries(senders).map(([track, sender]) => [track, new RelayPlayer(server, sender, track, changed)]),
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
