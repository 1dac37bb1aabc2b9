/**
 * Records one track and sends it to the server in chunks. The recorder is restarted every few seconds, because
 * a viewer can only start where a recording begins.
 */
import { note } from "../failures.js";

const CHUNK_MILLIS = 500;
const TAKE = 4000;
/** A chunk behind this many waiting ones would be stale when it arrives. */
const MOST_WAITING = 8;

/** A viewer needs this many bytes to recognise the beginning of a recording. */
const MARK = 4;

/** The format in which each track is recorded. */
export const TYPES = {
  cam: "video/webm;codecs=vp8",
  mic: "audio/webm;codecs=opus",
  screen: "video/webm;codecs=vp8",
};

export class Recording {
  #server;
  #name;
  #track;
  #recorder = null;
  #done = Promise.resolve();
  #takes;
  #announced = false;
  #ended = false;
  #waiting = 0;
  #sent = Promise.resolve();

  constructor(server, name, track) {
    this.#server = server;
    this.#name = name;
    this.#track = track;
    this.#take();
    this.#takes = setInterval(() => this.#take(), TAKE);
  }

  /** Discards what was not sent yet. */
  end() {
    this.#ended = true;
    clearInterval(this.#takes);
    if (this.#recorder?.state === "recording") {
      this.#recorder.stop();
    }
  }

  /** Starts the next recorder before the last one is stopped, so that nothing is missing between them. */
  #take() {
    if (this.#track.readyState !== "live") {
      return;
    }
    const last = this.#recorder;
    const lastIsDone = this.#done;
    this.#recorder = new MediaRecorder(new MediaStream([this.#track]), { mimeType: TYPES[this.#name] });
    this.#done = new Promise((done) => (this.#recorder.onstop = done));
    let head = new Blob();
    this.#recorder.ondataavailable = async ({ data }) => {
      // A stopped recorder still delivers data; the next one must not interrupt it.
      await lastIsDone;
      // Browsers may deliver the first byte alone, which does not show that a recording begins.
      head = new Blob([head, data]);
      if (head.size >= MARK) {
        this.#queue(head);
        head = new Blob();
      }
    };
    this.#recorder.start(CHUNK_MILLIS);
    if (last?.state === "recording") {
      last.stop();
    }
  }

  #queue(chunk) {
    if (this.#waiting < MOST_WAITING && !this.#ended) {
      this.#waiting++;
      // A failure is only noted: a viewer who misses a chunk continues with the next recording.
      this.#sent = this.#sent.then(() => this.#send(chunk)).catch(note);
    }
  }

  async #send(chunk) {
    this.#waiting--;
    if (this.#ended) {
      return;
    }
    // Other clients of MiniMost request the first chunk and its media type separately.
    if (!this.#announced) {
      this.#announced = true;
      await this.#server.sendMedia(chunk, { track: this.#name, init: TYPES[this.#name] });
    }
    await this.#server.sendMedia(chunk, { track: this.#name });
  }
}
