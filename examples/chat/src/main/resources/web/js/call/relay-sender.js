/** Sends tracks to the server, for users who cannot be reached directly. */
import { Recording } from "./recording.js";

export class RelaySender {
  #server;
  #recordings = new Map();

  constructor(server) {
    this.#server = server;
  }

  /** Sends only these tracks from now on. */
  send(tracks) {
    const wanted = tracks.map(({ track }) => track);
    for (const [track, recording] of this.#recordings) {
      if (!wanted.includes(track)) {
        recording.end();
        this.#recordings.delete(track);
      }
    }
    for (const { name, track } of tracks) {
      if (!this.#recordings.has(track)) {
        this.#recordings.set(track, new Recording(this.#server, name, track));
      }
    }
  }
}
