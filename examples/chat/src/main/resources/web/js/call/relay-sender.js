/** Sends tracks to the server, for those whom nothing reaches directly. */
import { Recording } from "./recording.js";

export class RelaySender {
  #path;
  #recordings = new Map();

  constructor(path) {
    this.#path = path;
  }

  /** Sends these tracks from now on, and no others. */
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
        this.#recordings.set(track, new Recording(this.#path, name, track));
      }
    }
  }
}
