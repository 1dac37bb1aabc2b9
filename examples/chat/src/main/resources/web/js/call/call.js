/** A call that the user is in, from entering it to leaving it. */
import { note } from "../failures.js";
import { poll, quietly } from "../poll.js";
import { client } from "../stream.js";
import { Mesh } from "./mesh.js";
import { OwnMedia } from "./own-media.js";

/** How often to look for users who are unreachable. */
const LOOK_EVERY = 2000;
/** How long a user may be unreachable before this is reported to the server, which then checks the last heartbeat. */
const GONE_AFTER = 6000;

export class Call {
  media = new OwnMedia();
  /** The server's state of the call: `{ state, participants, … }`; null until it was received. */
  facts = null;
  /** Whether neither a camera nor a microphone was available. */
  isListener = false;

  #me;
  #changed;
  #over;
  #mesh;
  #life = new AbortController();
  #joined = null;
  /** Whether the server knows that the user shares a screen. */
  #sharesScreen = false;
  #reports = Promise.resolve();

  /** `changed()` is called when the view changes, `over()` when the call, or the user's part in it, is over. */
  constructor({ id, channel, me, after, changed, over }) {
    this.id = id;
    this.channel = channel;
    this.#me = me;
    this.#changed = changed;
    this.#over = over;
    // Its requests are the heartbeat, too.
    const server = client.calls.follow(id, { after });
    server.addEventListener("state", ({ data }) => this.#take(data));
    server.addEventListener("ended", () => this.close());
    this.#mesh = new Mesh({
      server,
      me,
      changed,
      senders: (user) => ({ cam: `${user}:cam`, mic: `${user}:mic`, screen: `${user}:screen` }),
      life: this.#life.signal,
    });
    this.media.onChange(() => this.#showOwn());
    poll(() => this.#reportGone(), LOOK_EVERY, this.#life.signal);
    this.#open();
  }

  /** The newcomer connects to those who are already in the call; they do not connect to the newcomer. */
  greet(users) {
    users.filter((user) => user !== this.#me).forEach((user) => this.#mesh.connect(user));
  }

  /** The others who are in, or are being called: `{ username, state, … }`. */
  others() {
    const present = ["accepted", "pending"];
    return (this.facts?.participants ?? []).filter(
      ({ username, state }) => username !== this.#me && present.includes(state),
    );
  }

  get isRinging() {
    return this.facts?.state === "ringing";
  }

  link(user) {
    return this.#mesh.link(user);
  }

  async toggleScreen() {
    this.media.screen ? this.media.stopScreen() : await this.media.shareScreen();
  }

  invite(username) {
    return client.calls.invite(this.id, username);
  }

  /** The user hangs up. If the server cannot be reached, the missing heartbeat ends it. */
  async leave() {
    this.close();
    await quietly(() => client.calls.end(this.id));
  }

  close() {
    if (!this.#life.signal.aborted) {
      this.#life.abort();
      this.media.close();
      this.#over();
    }
  }

  async #open() {
    this.isListener = !(await this.media.open());
    this.#changed();
  }

  #showOwn() {
    if (this.#life.signal.aborted) {
      return;
    }
    this.#mesh.show(this.media.tracks());
    this.#changed();
    const on = this.media.screen !== null;
    // One after the other, however fast the screen is turned on and off.
    this.#reports = this.#reports.then(() => this.#reportScreen(on)).catch(note);
  }

  async #reportScreen(on) {
    if (on !== this.#sharesScreen && !this.#life.signal.aborted) {
      await client.calls.shareScreen(this.id, on);
      this.#sharesScreen = on;
    }
  }

  #take(facts) {
    const own = facts.participants.find(({ username }) => username === this.#me);
    const isIn = ["ringing", "active"].includes(facts.state) && own?.state === "accepted";
    this.#joined ??= own?.joined_ts;
    // A user who joins again in another window continues there.
    if (!isIn || own.joined_ts !== this.#joined) {
      this.close();
    } else if (!this.#life.signal.aborted) {
      this.facts = facts;
      facts.participants
        .filter(({ state }) => state === "left")
        .forEach(({ username }) => this.#mesh.drop(username));
      this.#changed();
    }
  }

  #accepted() {
    return this.others()
      .filter(({ state }) => state === "accepted")
      .map(({ username }) => username);
  }

  async #reportGone() {
    for (const username of this.#accepted()) {
      const since = this.#mesh.link(username)?.awaySince ?? Infinity;
      if (Date.now() - since > GONE_AFTER) {
        await client.calls.gone(this.id, username);
      }
    }
  }
}
