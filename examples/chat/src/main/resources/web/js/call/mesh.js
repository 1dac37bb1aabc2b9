/**
 * The links to all others in a call or screen share, one to each: directly, or relayed by the server where that is chosen or
 * nothing else works.
 */
import { Peer } from "./peer.js";
import { relayOnly } from "./relay-choice.js";
import { RelayLink } from "./relay-link.js";
import { RelaySender } from "./relay-sender.js";
import { startSignals } from "./signals.js";

export class Mesh {
  #me;
  #tracks = [];
  #links = new Map();
  #send;
  #sender;
  #mediaPaths;
  #changed;

  /**
   * `base` is the path of the call or share, `after` the id of the last signal to ignore, `mediaPaths(user)` where the
   * server has what `user` sends, by track. `changed()` is called when the view changes, `ended()`
   * when the call or share no longer exists. Ends with `life`.
   */
  constructor({ base, me, after, mediaPaths, changed, ended, life }) {
    this.#me = me;
    this.#mediaPaths = mediaPaths;
    this.#changed = changed;
    this.#sender = new RelaySender(`${base}/media`);
    this.#send = startSignals(base, after, (signal) => this.#receive(signal), ended, life);
    life.addEventListener("abort", () => [...this.#links.keys()].forEach((user) => this.drop(user)));
  }

  /** Sends these tracks to all others, also to those who join later. */
  show(tracks) {
    this.#tracks = tracks;
    this.#links.forEach((link) => link.show(tracks));
    this.#relay();
  }

  /** Establishes a link to `user` if there is none. */
  connect(user) {
    if (!this.#links.has(user)) {
      relayOnly() ? this.#askForRelay(user) : this.#put(user, this.#direct(user));
    }
  }

  /** Closes the link to `user`, if there is one. */
  drop(user) {
    this.#links.get(user)?.close();
    this.#links.delete(user);
    this.#relay();
  }

  /** The link to `user`, if there is one: `{ state, awaySince, view(kind) }`. */
  link(user) {
    return this.#links.get(user);
  }

  #receive(signal) {
    const { from, type, payload } = signal;
    const link = this.#links.get(from);
    if (payload.relay) {
      link instanceof RelayLink || this.#put(from, new RelayLink(this.#mediaPaths(from), this.#changed));
    } else if (link instanceof RelayLink || relayOnly()) {
      type === "offer" && this.#askForRelay(from);
    } else {
      this.#negotiate(link, signal);
    }
  }

  /** An offer can start a new connection; an answer for a connection that is closed is useless. */
  #negotiate(link, signal) {
    const isNew = !link || link.isForeign(signal);
    if (isNew && signal.type === "offer") {
      this.#put(signal.from, this.#direct(signal.from));
    }
    if (!isNew || signal.type === "offer") {
      this.#links.get(signal.from).handle(signal);
    }
  }

  #put(user, link) {
    this.#links.get(user)?.close();
    this.#links.set(user, link);
    link.show(this.#tracks);
    this.#relay();
    this.#changed();
  }

  #direct(user) {
    return new Peer({
      polite: this.#me > user,
      send: (type, payload) => this.#send(user, type, payload),
      changed: this.#changed,
      giveUp: () => this.#askForRelay(user),
    });
  }

  /** Sends an offer to use the relay, which is never declined. */
  #askForRelay(user) {
    this.#send(user, "offer", { relay: true });
    if (!(this.#links.get(user) instanceof RelayLink)) {
      this.#put(user, new RelayLink(this.#mediaPaths(user), this.#changed));
    }
  }

  #relay() {
    const isNeeded = [...this.#links.values()].some((link) => link instanceof RelayLink);
    this.#sender.send(isNeeded ? this.#tracks : []);
  }
}
