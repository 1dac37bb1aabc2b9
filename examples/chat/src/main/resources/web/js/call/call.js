/** A call that the user is in, from entering it to leaving it. */
import { get, postJson, Refused, Unreachable } from "../api.js";
import { poll } from "../poll.js";
import { on } from "../stream.js";
import { Mesh } from "./mesh.js";
import { OwnMedia } from "./own-media.js";

/** The interval of the heartbeat. */
const HEARTBEAT = 2000;
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
    // Requested instead of used directly: it may have been sent before we joined.
    on("call_state", ({ call_id: changed }) => changed === id && look(), this.#life.signal);
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
    return postJson(this.#path("/invite"), { username });
  }

  /** The user hangs up. If the server cannot be reached, the missing heartbeat ends it. */
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
    // One after the other, however fast the screen is turned on and off.
    this.#reports = this.#reports.then(() => this.#reportScreen(on)).catch(ignore);
  }

  async #reportScreen(on) {
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
    // A user who joins again in another window continues there.
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
