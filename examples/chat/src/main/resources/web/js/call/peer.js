/**
 * The direct link to another user. Both may make an offer at any time; when they do so at once, the polite one takes theirs
 * back. (This is the "perfect negotiation" of the WebRTC specification.)
 */
import { ICE_SERVERS, RELAY_AFTER } from "./config.js";
import { videoOf } from "./video.js";

export class Peer {
  state = "connecting";
  /** Since when there is no connection; null while there is one. */
  awaySince = Date.now();

  #connection = new RTCPeerConnection({ iceServers: ICE_SERVERS });
  #polite;
  #send;
  #changed;
  #giveUp;
  #makingOffer = false;
  #ignoresOffer = false;
  #restarted = false;
  #patience;
  #session = null;
  #handled = Promise.resolve();
  #ownScreen = null;
  #screen = null;
  #streams = new Map();

  /**
   * `send(type, payload)` sends a signal, `changed()` is called when there is something else to see, `giveUp()` when there
   * is no way.
   */
  constructor({ polite, send, changed, giveUp }) {
    this.#polite = polite;
    this.#send = send;
    this.#changed = changed;
    this.#giveUp = giveUp;
    this.#connection.onnegotiationneeded = () => this.#offer();
    this.#connection.onicecandidate = ({ candidate }) => this.#propose(candidate);
    this.#connection.ontrack = ({ streams: [stream] }) => this.#receive(stream);
    this.#connection.onconnectionstatechange = () => this.#watch(this.#connection.connectionState);
    this.#patience = setTimeout(giveUp, RELAY_AFTER);
    // A negotiated data channel, so that there is something to agree on even if neither side sends a track.
    this.#connection.createDataChannel("hello", { negotiated: true, id: 0 });
  }

  /** Sends only these tracks. */
  show(tracks) {
    this.#ownScreen = tracks.find(({ name }) => name === "screen")?.stream.id ?? null;
    const senders = this.#connection.getSenders().filter(({ track }) => track);
    senders
      .filter((sender) => !tracks.some(({ track }) => track === sender.track))
      .forEach((sender) => this.#connection.removeTrack(sender));
    tracks
      .filter(({ track }) => !senders.some((sender) => sender.track === track))
      .forEach(({ track, stream }) => this.#connection.addTrack(track, stream));
  }

  /** The stream of the other user's `camera`, with their voice, or `screen`; null if there is none. */
  view(kind) {
    const stream = [...this.#streams.values()].find(({ id }) => (id === this.#screen) === (kind === "screen"));
    return stream ? { elements: [videoOf(stream)], hasPicture: stream.getVideoTracks().length > 0 } : null;
  }

  /** Whether a signal comes from another connection than the ones before it: one side has started again. */
  isForeign({ type, payload }) {
    return type !== "ice_candidate" && this.#session !== null && sessionOf(payload) !== this.#session;
  }

  /** Takes the signals one at a time, in order. */
  handle(signal) {
    if (signal.type !== "ice_candidate") {
      this.#session = sessionOf(signal.payload);
    }
    this.#handled = this.#handled.then(() => this.#take(signal)).catch((error) => this.#isClosed() || console.error(error));
  }

  close() {
    clearTimeout(this.#patience);
    this.#connection.onconnectionstatechange = null;
    this.#connection.close();
  }

  async #take({ type, payload }) {
    if (type === "ice_candidate") {
      await this.#addCandidate(payload);
    } else if (type === "offer") {
      await this.#answer(payload);
    } else if (this.#connection.signalingState === "have-local-offer") {
      await this.#agree(payload);
    }
  }

  async #offer() {
    try {
      this.#makingOffer = true;
      await this.#connection.setLocalDescription();
      this.#send("offer", this.#description());
    } finally {
      this.#makingOffer = false;
    }
  }

  async #answer(offer) {
    const collides = this.#makingOffer || this.#connection.signalingState !== "stable";
    this.#ignoresOffer = collides && !this.#polite;
    if (!this.#ignoresOffer) {
      await this.#agree(offer);
      await this.#connection.setLocalDescription();
      this.#send("answer", this.#description());
    }
  }

  async #agree(description) {
    this.#screen = description.screen ?? null;
    await this.#connection.setRemoteDescription({ type: description.type, sdp: description.sdp });
    this.#changed();
  }

  async #addCandidate(candidate) {
    try {
      await this.#connection.addIceCandidate(candidate);
    } catch (error) {
      // Candidates of an offer that we have ignored fit no description.
      if (!this.#ignoresOffer) {
        throw error;
      }
    }
  }

  #isClosed() {
    return this.#connection.signalingState === "closed";
  }

  /** Browsers open TCP connections but accept none, so two TCP candidates never connect. */
  #propose(candidate) {
    if (candidate && candidate.protocol !== "tcp") {
      this.#send("ice_candidate", candidate.toJSON());
    }
  }

  /** Adds which of the streams is a screen, which a description does not contain. */
  #description() {
    const { type, sdp } = this.#connection.localDescription;
    return { type, sdp, screen: this.#ownScreen };
  }

  #receive(stream) {
    this.#streams.set(stream.id, stream);
    stream.onremovetrack = () => {
      if (stream.getTracks().length === 0) {
        this.#streams.delete(stream.id);
      }
      this.#changed();
    };
    this.#changed();
  }

  #watch(state) {
    if (state === "connected") {
      clearTimeout(this.#patience);
      this.#patience = null;
      this.awaySince = null;
      this.state = "connected";
    } else if (this.awaySince === null) {
      this.awaySince = Date.now();
      this.#patience = setTimeout(this.#giveUp, RELAY_AFTER);
      this.state = "lost";
    }
    if (state === "failed" && this.#restarted) {
      this.#giveUp();
    } else if (state === "failed") {
      this.#restarted = true;
      this.#connection.restartIce();
    }
    this.#changed();
  }
}

/** The number by which the descriptions of one connection are known; it stands in their second line. */
function sessionOf({ sdp }) {
  return sdp.match(/^o=\S+ (\S+)/m)?.[1];
}
