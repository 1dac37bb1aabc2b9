/** Enough for a tile. The browser encodes the video once for each other user in the call. */
const CAMERA = { width: { ideal: 640 }, frameRate: { ideal: 24 } };

/** The user's own tracks: camera, microphone, screen, each if available and turned on. */
export class OwnMedia {
  /** Camera and microphone. */
  stream = new MediaStream();
  /** The screen; null if it is not shared. */
  screen = null;

  #changed = () => {};
  #closed = false;

  /** Calls `listener()` when tracks come or go, or the microphone is muted. */
  onChange(listener) {
    this.#changed = listener;
  }

  /** Turns on camera and microphone, or the one that is available. Resolves to whether there was one. */
  async open() {
    for (const wanted of [{ audio: true, video: CAMERA }, { audio: true }, { video: CAMERA }]) {
      if (await this.#add(wanted)) {
        return true;
      }
    }
    return false;
  }

  get hasMicrophone() {
    return this.stream.getAudioTracks().length > 0;
  }

  get isMuted() {
    return !this.stream.getAudioTracks().some(({ enabled }) => enabled);
  }

  get hasCamera() {
    return this.stream.getVideoTracks().length > 0;
  }

  /** Resolves to whether it worked. */
  async toggleMicrophone() {
    if (!this.hasMicrophone) {
      return this.#add({ audio: true });
    }
    const muted = this.isMuted;
    this.stream.getAudioTracks().forEach((track) => (track.enabled = muted));
    this.#changed();
    return true;
  }

  /** Off means off: the light of the camera goes out. Resolves to whether it worked. */
  async toggleCamera() {
    if (!this.hasCamera) {
      return this.#add({ video: CAMERA });
    }
    this.stream.getVideoTracks().forEach((track) => this.#remove(track));
    this.#changed();
    return true;
  }

  /** Lets the user choose what to share. Resolves to whether they did. */
  async shareScreen() {
    const screen = await chooseScreen();
    if (!screen || this.#closed) {
      stop(screen);
      return false;
    }
    this.screen = screen;
    // The browser has a button of its own to end it.
    screen.getVideoTracks()[0].addEventListener("ended", () => this.stopScreen());
    this.#changed();
    return true;
  }

  stopScreen() {
    stop(this.screen);
    this.screen = null;
    this.#changed();
  }

  /** All tracks that are sent to others: `{ name, track, stream }`. */
  tracks() {
    const named = (stream, track, name) => ({ name, track, stream });
    return [
      ...this.stream.getAudioTracks().map((track) => named(this.stream, track, "mic")),
      ...this.stream.getVideoTracks().map((track) => named(this.stream, track, "cam")),
      ...(this.screen?.getTracks() ?? []).map((track) => named(this.screen, track, "screen")),
    ];
  }

  close() {
    this.#closed = true;
    stop(this.stream);
    stop(this.screen);
  }

  async #add(wanted) {
    try {
      const found = await navigator.mediaDevices.getUserMedia(wanted);
      if (this.#closed) {
        stop(found);
        return false;
      }
      found.getTracks().forEach((track) => this.stream.addTrack(track));
      this.#changed();
      return true;
    } catch {
      return false;
    }
  }

  #remove(track) {
    track.stop();
    this.stream.removeTrack(track);
  }
}

/** The screen, window or tab that the user chooses; null if none. */
async function chooseScreen() {
  try {
    return await navigator.mediaDevices.getDisplayMedia({ video: true });
  } catch {
    return null;
  }
}

function stop(stream) {
  stream?.getTracks().forEach((track) => track.stop());
}
