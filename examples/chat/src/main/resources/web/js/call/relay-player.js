/** Plays one track that another user sends by the relay. */
import { element } from "../dom.js";
import { poll } from "../poll.js";
import { TYPES } from "./recording.js";

/** How often to look whether it still plays. */
const LOOK_EVERY = 500;
/** After this time without a new chunk, the track is over. */
const SILENCE = 4000;
/** How far playing may lag behind what has arrived, in seconds, and where it then continues. */
const LATEST = 3;
const CATCH_UP_TO = 0.5;

export class RelayPlayer {
  element;
  isPlaying = false;
  /** When the last chunk arrived; 0 if none has. */
  lastPiece = 0;

  #track;
  #changed;
  #life = new AbortController();
  #played = Promise.resolve();
  #buffer = null;

  constructor(server, sender, track, changed) {
    this.#track = track;
    this.#changed = changed;
    this.element = element(track === "mic" ? "audio" : "video", { autoplay: true, playsinline: true });
    server.followMedia(sender, (chunk) => this.#take(chunk), { signal: this.#life.signal });
    poll(() => this.#look(), LOOK_EVERY, this.#life.signal);
  }

  close() {
    this.#life.abort();
    this.#forget();
  }

  #take({ data }) {
    this.lastPiece = Date.now();
    this.#played = this.#played.then(() => this.#play(data)).then(() => this.#keepUp());
  }

  #look() {
    const isPlaying = Date.now() - this.lastPiece < SILENCE;
    if (isPlaying !== this.isPlaying && !this.#life.signal.aborted) {
      this.isPlaying = isPlaying;
      this.#changed();
    }
  }

  async #play(chunk) {
    if (this.#life.signal.aborted || (!this.#buffer && !isBeginning(chunk))) {
      return;
    }
    try {
      this.#buffer ??= await this.#open();
      await this.#append(chunk);
    } catch {
      // A chunk is missing, or the browser cannot keep more. Playing continues with the next recording.
      this.#forget();
    }
  }

  async #open() {
    const source = new MediaSource();
    this.element.src = URL.createObjectURL(source);
    await new Promise((opened) => source.addEventListener("sourceopen", opened, { once: true }));
    URL.revokeObjectURL(this.element.src);
    const buffer = source.addSourceBuffer(TYPES[this.#track]);
    // The time of each recording begins at zero; this puts one behind the other.
    buffer.mode = "sequence";
    return buffer;
  }

  #append(chunk) {
    const buffer = this.#buffer;
    return new Promise((done, failed) => {
      buffer.onupdateend = () => (this.element.error ? failed(this.element.error) : done());
      buffer.onerror = failed;
      buffer.appendBuffer(chunk);
    });
  }

  /** Stays close to what has just arrived. The browser itself discards what was played. */
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
