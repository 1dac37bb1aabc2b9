/** Plays one track that somebody else sends by way of the server. */
import { get } from "../api.js";
import { element } from "../dom.js";
import { poll } from "../poll.js";
import { TYPES } from "./recording.js";

const PERIOD = 500;
/** With nothing new for so long, he has stopped to send it. */
const SILENCE = 4000;
/** How far we may lag behind what has arrived, in seconds, and where we then go on. */
const LATEST = 3;
const CATCH_UP_TO = 0.5;

export class RelayPlayer {
  element;
  isPlaying = false;
  /** When the last piece came; 0 if none has. */
  lastPiece = 0;

  #track;
  #changed;
  #life = new AbortController();
  #after = null;
  #buffer = null;

  constructor(path, track, changed) {
    this.#track = track;
    this.#changed = changed;
    this.element = element(track === "mic" ? "audio" : "video", { autoplay: true, playsinline: true });
    poll(() => this.#fetch(path), PERIOD, this.#life.signal);
  }

  close() {
    this.#life.abort();
    this.#forget();
  }

  async #fetch(path) {
    const { chunks } = await get(this.#after === null ? path : `${path}${path.includes("?") ? "&" : "?"}after=${this.#after}`);
    for (const { seq, data } of chunks) {
      this.#after = seq;
      this.lastPiece = Date.now();
      await this.#play(Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0)));
    }
    this.#keepUp();
    const isPlaying = Date.now() - this.lastPiece < SILENCE;
    if (isPlaying !== this.isPlaying && !this.#life.signal.aborted) {
      this.isPlaying = isPlaying;
      this.#changed();
    }
  }

  async #play(piece) {
    if (this.#life.signal.aborted || (!this.#buffer && !isBeginning(piece))) {
      return;
    }
    try {
      this.#buffer ??= await this.#open();
      await this.#append(piece);
    } catch {
      // A piece is missing, or the browser cannot keep more. We go on with the next beginning.
      this.#forget();
    }
  }

  async #open() {
    const source = new MediaSource();
    this.element.src = URL.createObjectURL(source);
    await new Promise((opened) => source.addEventListener("sourceopen", opened, { once: true }));
    URL.revokeObjectURL(this.element.src);
    const buffer = source.addSourceBuffer(TYPES[this.#track]);
    // Each take counts its time from zero; this puts one behind the other.
    buffer.mode = "sequence";
    return buffer;
  }

  #append(piece) {
    const buffer = this.#buffer;
    return new Promise((done, failed) => {
      buffer.onupdateend = () => (this.element.error ? failed(this.element.error) : done());
      buffer.onerror = failed;
      buffer.appendBuffer(piece);
    });
  }

  /** Stays close to what has just arrived. The browser itself lets go what was seen. */
  #keepUp() {
    const { currentTime, buffered } = this.element;
    if (buffered.length > 0) {
      const end = buffered.end(buffered.length - 1);
      if (end - currentTime > LATEST || currentTime < buffered.start(0)) {
        this.element.currentTime = end - CATCH_UP_TO;
      }
    }
  }

  #forget() {
    this.#buffer = null;
    this.element.removeAttribute("src");
    this.element.load();
  }
}

/** A recording begins with the mark of its format, EBML. */
function isBeginning([a, b, c, d]) {
  return a === 0x1a && b === 0x45 && c === 0xdf && d === 0xa3;
}
