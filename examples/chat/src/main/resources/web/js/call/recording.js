/**
 * Records one track and sends it to the server piece by piece. The recorder is started anew every few seconds, because
 * only where a recording begins can somebody begin to watch it.
 */
import { postBytes, Refused, Unreachable } from "../api.js";

const PIECE = 500;
const TAKE = 4000;
/** What waits longer than this many pieces is stale when it arrives. */
const MOST_WAITING = 8;

/** By so many bytes a viewer knows the beginning of a recording. */
const MARK = 4;

/** What each track is recorded as. */
export const TYPES = {
  cam: "video/webm;codecs=vp8",
  mic: "audio/webm;codecs=opus",
  screen: "video/webm;codecs=vp8",
};

export class Recording {
  #path;
  #name;
  #track;
  #recorder = null;
  #done = Promise.resolve();
  #takes;
  #announced = false;
  #ended = false;
  #waiting = 0;
  #sent = Promise.resolve();

  constructor(path, name, track) {
    this.#path = path;
    this.#name = name;
    this.#track = track;
    this.#take();
    this.#takes = setInterval(() => this.#take(), TAKE);
  }

  /** What was not sent yet is not sent any more. */
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
      // A recorder that is stopped still has something to say; the next one must not interrupt it.
      await lastIsDone;
      // Browsers may hand out the first byte alone, by which nobody knows a beginning.
      head = new Blob([head, data]);
      if (head.size >= MARK) {
        this.#queue(head);
        head = new Blob();
      }
    };
    this.#recorder.start(PIECE);
    if (last?.state === "recording") {
      last.stop();
    }
  }

  #queue(piece) {
    if (this.#waiting < MOST_WAITING && !this.#ended) {
      this.#waiting++;
      this.#sent = this.#sent.then(() => this.#send(piece)).catch(ignore);
    }
  }

  async #send(piece) {
    this.#waiting--;
    if (this.#ended) {
      return;
    }
    // Other clients of MiniMost ask the server for the first piece, and what kind of recording it is, by itself.
    if (!this.#announced) {
      this.#announced = true;
      await this.#post(piece, { "X-Init": "1", "X-Mime": TYPES[this.#name] });
    }
    await this.#post(piece, {});
  }

  #post(piece, headers) {
    return postBytes(this.#path, piece, { ...headers, "X-Track": this.#name });
  }
}

/** There is more to come, and who misses something begins again with the next take. */
function ignore(error) {
  if (!(error instanceof Refused || error instanceof Unreachable)) {
    console.error(error);
  }
}
