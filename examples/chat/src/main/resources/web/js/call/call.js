/** A call that the user is in, from entering it to leaving it. */
import { get, postJson, Refused, Unreachable } from "../api.js";
import { poll } from "../poll.js";
import { on } from "../stream.js";
import { Mesh } from "./mesh.js";
import { OwnMedia } from "./own-media.js";

/** The server takes this for a sign that we are still in. */
const HEARTBEAT = 2000;
/** So long somebody may be out of reach before we tell the server, which then looks when it last heard of him. */
const GONE_AFTER = 6000;

export class Call {
  media = new OwnMedia();
  /** What the server says: `{ state, participants, … }`; null until it has. */
  facts = null;
  /** Whether there was neither a camera nor a microphone to be had. */
  isListener = false;

  #me;
  #changed;
  #over;
  #mesh;
  #life = new AbortController();
  #joined = null;
  /** Whether the server knows that the user shares his screen. */
  #sharesScreen = false;
  #told = Promise.resolve();

  /** `changed()` is called when there is something else to see, `over()` when the call, or the user's part in it, is over. */
  constructor({ id, channel, me, after, changed, over }) {
    this.id = id;
    this.channel = channel;
    this.#me = me;
    this.#changed = changed;
    this.#over = over;
    this.#mesh = new Mesh({
      base: this.#path(""),
      me,
      after,
      changed,
      ended: () => this.close(),
      mediaPaths: (user) => ({
        cam: this.#mediaPath(user, "cam"),
        mic: this.#mediaPath(user, "mic"),
        screen: this.#mediaPath(user, "screen"),
      }),
      life: this.#life.signal,
    });
    this.media.onChange(() => this.#showOwn());
    const look = poll(() => this.#look(), HEARTBEAT, this.#life.signal);
    // Looked at and not taken as it is: it may have been said before the server heard of our coming.
    on("call_state", ({ call_id: changed }) => changed === id && look(), this.#life.signal);
    this.#open();
  }

  /** The newcomer goes up to those who are there already; they need not meet him halfway. */
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
    return postJson(this.#path("/invite"), { username });
  }

  /** The user hangs up. If the server cannot be told, it will notice. */
  async leave() {
    this.close();
    await postJson(this.#path("/end"), {}).catch(ignore);
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
    // In this order, however fast it is turned on and off.
    this.#told = this.#told.then(() => this.#tellOfScreen(on)).catch(ignore);
  }

  async #tellOfScreen(on) {
    if (on !== this.#sharesScreen && !this.#life.signal.aborted) {
      await postJson(this.#path("/screenshare"), { on });
      this.#sharesScreen = on;
    }
  }

  async #look() {
    const facts = await get(this.#path("/state"));
    const own = facts.participants.find(({ username }) => username === this.#me);
    const isIn = ["ringing", "active"].includes(facts.state) && own?.state === "accepted";
    this.#joined ??= own?.joined_ts;
    // Whoever joins once more, in another window, goes on there.
    if (!isIn || own.joined_ts !== this.#joined) {
      this.close();
    } else if (!this.#life.signal.aborted) {
      this.facts = facts;
      facts.participants
        .filter(({ state }) => state === "left")
        .forEach(({ username }) => this.#mesh.drop(username));
      this.#changed();
      await this.#reportGone();
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
        await postJson(this.#path("/gone"), { username });
      }
    }
  }

  #mediaPath(user, track) {
    return `${this.#path("/media")}?sender=${encodeURIComponent(`${user}:${track}`)}`;
  }

  #path(action) {
    return `/calls/${this.id}${action}`;
  }
}

function ignore(error) {
  if (!(error instanceof Refused || error instanceof Unreachable)) {
    throw error;
  }
}
