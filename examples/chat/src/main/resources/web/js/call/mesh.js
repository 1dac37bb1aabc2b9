/**
 * The links to all others in a call or screen share, one to each: directly, or relayed by the server where that is chosen or
 * nothing else works.
 */
import { quietly } from "../poll.js";
import { Peer } from "./peer.js";
import { relayOnly } from "./relay-choice.js";
import { RelayLink } from "./relay-link.js";
import { RelaySender } from "./relay-sender.js";

export class Mesh {
  #server;
  #me;
  #tracks = [];
  #links = new Map();
  #sender;
  #senders;
  #changed;

  /**
   * `server` is what the client follows, the call or share: it brings signals and media. `senders(user)` are the names
   * under which the server has the media of `user`, by track. `changed()` is called when the view changes. With `life`, all ends.
   */
  constructor({ server, me, senders, changed, life }) {
    this.#server = server;
    this.#me = me;
    this.#senders = senders;
    this.#changed = changed;
    this.#sender = new RelaySender(server);
    server.addEventListener("signal", ({ data }) => this.#receive(data));
    life.addEventListener("abort", () => {
      server.close();
      [...this.#links.keys()].forEach((user) => this.drop(user));
    });
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
      link instanceof RelayLink || this.#put(from, this.#relayed(from));
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
      this.#put(user, this.#relayed(user));
    }
  }

  #relayed(user) {
    return new RelayLink(this.#server, this.#senders(user), this.#changed);
  }

  /** A peer that does not receive the signal in time starts again, or uses the relay. */
  #send(user, type, payload) {
    quietly(() => this.#server.send(user, type, payload));
  }

  #relay() {
    const isNeeded = [...this.#links.values()].some((link) => link instanceof RelayLink);
    this.#sender.send(isNeeded ? this.#tracks : []);
  }
}
