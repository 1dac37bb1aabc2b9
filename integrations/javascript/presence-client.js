/*!
 * The browser client of minimost-presence (MIT). presence-client.d.ts describes what is exported.
 * `PresenceClient` is what a page uses. `Tabs` finds out which tab leads; that runs a `Feed` and a `Heartbeat` for all.
 */

/** The server's lease is 90 s, and browsers wake pages in the background once a minute. */
const HEARTBEAT = 30_000;
/** A page that is closed is hidden a moment before; "hidden" must not overtake "offline". */
const SETTLE = 150;
/** The server sends something at least every 17 s. A stream that is silent for longer is dead. */
const SILENCE = 40_000;
const OPEN_TIMEOUT = 10_000;
const REQUEST_TIMEOUT = 10_000;
/** Streams end now and then, and are back sooner. */
const POLL_AFTER = 5000;
const POLL_EVERY = 3000;
const POLL_HIDDEN = 15_000;
const LONGEST_PAUSE = 30_000;
/** A leader that is silent for so long is asked; without an answer, another tab leads. */
const LEADER_SILENCE = 70_000;
const LEADER_ANSWER = 5000;
const HELLO_TIMEOUT = 300;
const TYPING_EVERY = 2000;
const TYPING_LASTS = 5000;
/** Requests wait so many seconds by themselves. */
const PATIENCE = 5;
const ATTEMPTS = 3;

const STATES = ["offline", "hidden", "idle", "active"];
const SCOPES = ["none", "members", "all"];
const INPUT = ["keydown", "pointerdown", "pointermove", "wheel", "touchstart"];
/** Events of a current value. One that says the same as the last is not dispatched; a later tab receives the last. */
const VALUES = [
  "typing",
  "read_receipts",
  "delivered_watermarks",
  "screenshares",
  "active_call",
  "online_users",
  "statuses",
  "presence",
  "member_presence",
  "read_points",
  "private_channels",
  "incoming_calls",
];
/** What a stream does not begin with if there is nothing of it. */
const SILENT_IF_EMPTY = ["delivered_watermarks", "read_points"];
/** Our other events; all others are the host's. */
const FACTS = ["reactions", "call_state", "signals", "resync", "changed_elsewhere", "fact"];
const CODES = {
  0: "unreachable",
  400: "bad_input",
  401: "signed_out",
  403: "forbidden",
  404: "not_found",
  408: "timeout",
  409: "conflict",
  413: "too_long",
  429: "too_many_requests",
  501: "not_supported",
  503: "unavailable",
  507: "full",
};

export class PresenceError extends Error {
  constructor(status, message, { retryAfter = null, field = null, cause } = {}) {
    super(message, { cause });
    this.name = "PresenceError";
    this.status = status;
    this.code = CODES[status] ?? (status < 500 ? "refused" : "failed");
    this.retryAfter = retryAfter;
    this.field = field;
  }
}

export class PresenceEvent extends Event {
  constructor(type, data, channel = null) {
    super(type);
    this.data = data;
    this.channel = channel;
  }
}

export function connect(options) {
  return new PresenceClient(options);
}

class Http {
  #base;
  #signedOut;
  #credentials;
  #life = new AbortController();

  constructor(base, credentials, signedOut) {
    this.#base = base;
    this.#credentials = credentials;
    this.#signedOut = signedOut;
  }

  /** A proxy's page has the status 200, too. */
  async get(path, query, options) {
    const answer = await this.send("GET", query ? `${path}?${new URLSearchParams(query)}` : path, options);
    if (typeof answer === "string") {
      throw new PresenceError(502, `${path} is not JSON`);
    }
    return answer;
  }

  post(path, json) {
    return this.send("POST", path, { json });
  }

  /** Resolves to the JSON of the answer, or its text, or null if it has none. */
  async send(method, path, { json, attempts = ATTEMPTS, ...init } = {}) {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#once(method, path, { ...init, ...(json && jsonBody(json)) });
      } catch (error) {
        // With Retry-After, nothing was done, so it may be done again.
        if (attempt >= attempts || !error.retryAfter || error.retryAfter > PATIENCE) {
          throw error;
        }
        await sleep(error.retryAfter * 1000 * (1 + Math.random() / 2), this.#life.signal);
      }
    }
  }

  async #once(method, path, init) {
    const response = await this.fetch(path, { method, ...init, signal: AbortSignal.timeout(REQUEST_TIMEOUT) });
    const text = await response.text().catch((cause) => {
      throw new PresenceError(0, `${method} ${path} broke off`, { cause });
    });
    return text && response.headers.get("Content-Type")?.startsWith("application/json") ? JSON.parse(text) : text || null;
  }

  async fetch(path, init) {
    if (this.#life.signal.aborted) {
      throw new PresenceError(401, "the client is closed");
    }
    let response;
    try {
      // A redirect leads to a page for signing in.
      response = await fetch(this.#base + path, { credentials: this.#credentials, redirect: "manual", ...init });
    } catch (cause) {
      throw new PresenceError(0, `${path} was not reached`, { cause });
    }
    if (response.ok) {
      return response;
    }
    throw await this.#refusal(response);
  }

  async #refusal(response) {
    if (response.status === 401 || response.type === "opaqueredirect") {
      this.#signedOut();
      return new PresenceError(401, "sign in first");
    }
    const text = await response.text().catch(() => "");
    let body;
    try {
      body = JSON.parse(text);
    } catch {
      // Some refusals are plain words.
    }
    // A proxy in maintenance says hours.
    return new PresenceError(response.status, body?.error ?? (text.slice(0, 200) || `status ${response.status}`), {
      retryAfter: Math.min(60, Number(response.headers.get("Retry-After"))) || null,
      field: body?.field,
    });
  }

  beacon(path, json) {
    // A plain string would be sent as text, which is refused.
    navigator.sendBeacon(this.#base + path, new Blob([JSON.stringify(json)], { type: "application/json" }));
  }

  close() {
    this.#life.abort();
  }
}

/**
 * The events for all tabs, from a stream or by polling. It does not use EventSource, which hides why it was refused, cannot begin
 * after a given event, and must know the names of all events.
 */
class Feed {
  #http;
  #on;
  #asked = { channels: [], scope: "" };
  /** Ends an attempt and the pause after it. */
  #turn = new AbortController();
  #isClosed = false;
  #polling = null;
  #pollTimer = null;
  /** Ends the pause between two polls. */
  #nap = new AbortController();
  #failures = 0;
  #retry = 3000;

  constructor(http, on) {
    this.#http = http;
    this.#on = on;
    this.#run();
  }

  close() {
    this.#isClosed = true;
    this.#turn.abort();
    this.#stopPolling();
  }

  /** A stream of more channels than are wanted is left as it is until it ends. */
  update() {
    const wanted = this.#on.wanted();
    if (scopeOf(wanted) !== this.#asked.scope || !wanted.channels.every((each) => this.#asked.channels.includes(each))) {
      this.reconnect();
    }
  }

  reconnect() {
    this.#failures = 0;
    this.#turn.abort();
    this.refresh();
  }

  refresh() {
    this.#nap.abort();
  }

  async #run() {
    while (!this.#isClosed) {
      this.#turn = new AbortController();
      const { signal } = this.#turn;
      // Not all clients at the same moment.
      const pause = (await this.#stream(signal).catch((error) => this.#pauseAfter(error, signal))) ?? this.#retry;
      if (!signal.aborted) {
        this.#pollTimer ??= setTimeout(() => this.#startPolling(), POLL_AFTER);
        await sleep(pause * (0.5 + Math.random() / 2), signal);
      }
    }
  }

  #pauseAfter(error, signal) {
    if (signal.aborted) {
      return 0;
    }
    if (error.status > 0) {
      this.#startPolling();
    } else if (!this.#polling) {
      this.#on.report(error.status === 0 ? "offline" : "connecting", []);
    }
    return error.retryAfter ? 2000 * error.retryAfter : Math.min(LONGEST_PAUSE, 500 * 2 ** this.#failures++);
  }

  async #stream(turn) {
    const wanted = this.#on.wanted();
    this.#asked = { channels: wanted.channels, scope: scopeOf(wanted) };
    const silence = new AbortController();
    const signal = AbortSignal.any([turn, silence.signal]);
    let timer;
    const expect = (millis) => {
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), millis);
    };
    try {
      expect(OPEN_TIMEOUT);
      const position = this.#on.position();
      const response = await this.#http.fetch(`/events?${streamQuery(wanted)}`, {
        headers: { Accept: "text/event-stream", ...(position && { "Last-Event-ID": position }) },
        cache: "no-store",
        signal,
      });
      if (!response.headers.get("Content-Type")?.startsWith("text/event-stream")) {
        throw new PresenceError(502, "/events is not an event stream");
      }
      await this.#read(response.body, signal, expect);
    } finally {
      clearTimeout(timer);
    }
  }

  async #read(body, signal, expect) {
    const reader = body.pipeThrough(new TextDecoderStream()).getReader();
    const parser = new EventParser();
    let isLive = false;
    for (;;) {
      expect(isLive ? SILENCE : OPEN_TIMEOUT);
      const { value, done } = await reader.read();
      if (done || signal.aborted) {
        return;
      }
      for (const { name, data, id, retry } of parser.parse(value)) {
        this.#retry = Number(retry ?? this.#retry);
        if (!isLive) {
          // Not by the head alone: a proxy may send that, and collect the rest.
          isLive = true;
          this.#failures = 0;
          this.#stopPolling();
          this.#on.report("live", this.#asked.channels);
        }
        if (name || id) {
          this.#on.emit(name, data, id);
        }
      }
    }
  }

  #startPolling() {
    if (!this.#polling && !this.#isClosed) {
      this.#polling = new AbortController();
      this.#poll(this.#polling.signal);
    }
  }

  #stopPolling() {
    clearTimeout(this.#pollTimer);
    this.#pollTimer = null;
    this.#polling?.abort();
    this.#polling = null;
  }

  async #poll(signal) {
    while (!signal.aborted) {
      const wanted = this.#on.wanted();
      this.#nap = new AbortController();
      try {
        for (const [name, path, pick] of polledRoutes(wanted)) {
          await this.#ask(name, path, pick, signal);
        }
        if (!signal.aborted) {
          this.#on.report("polling", wanted.channels);
          this.#on.emit("polled", "null");
        }
      } catch {
        if (!signal.aborted) {
          this.#on.report("offline", []);
        }
      }
      await sleep(wanted.isVisible ? POLL_EVERY : POLL_HIDDEN, AbortSignal.any([signal, this.#nap.signal]));
    }
  }

  async #ask(name, path, pick, signal) {
    try {
      const answer = await this.#http.get(path, null, { attempts: 1 });
      if (!signal.aborted) {
        this.#on.emit(name, JSON.stringify(pick ? pick(answer) : answer));
      }
    } catch (error) {
      // A lost channel must not keep the others from being read.
      if (signal.aborted || !(error.status > 401 && error.status < 500)) {
        throw error;
      }
    }
  }
}

function scopeOf({ presence, presenceOf }) {
  return [presence, ...presenceOf].join();
}

function streamQuery({ channels, presence, presenceOf, session, after }) {
  const query = new URLSearchParams({ named: "true", session, presence });
  channels.forEach((channel) => query.append("channel", channel));
  presenceOf.forEach((user) => query.append("presence_of", user));
  if (after !== null) {
    query.set("after", after);
  }
  return query;
}

/** Events, where to read them, and what of the answer is their data. */
function polledRoutes({ channels, presence, presenceOf, listed }) {
  const ofUsers = (users) => `/presence/users?${new URLSearchParams(users.slice(0, 100).map((user) => ["user", user]))}`;
  const routes = [
    ["private_channels", "/private_channels"],
    ["incoming_calls", "/calls/incoming"],
    ["read_points", "/read_points"],
  ];
  if (presence === "all") {
    routes.push(["online_users", "/online_users"]);
    if (listed.length) {
      routes.push(["statuses", ofUsers(listed), ({ users }) => onlyStatuses(users)]);
    }
  } else if (presenceOf.length) {
    routes.push(["presence", ofUsers(presenceOf)]);
  }
  for (const channel of channels) {
    const name = encodeURIComponent(channel);
    routes.push(
      [`typing:${channel}`, `/typing/${name}`],
      [`read_receipts:${channel}`, `/read_watermarks/${name}`],
      [`delivered_watermarks:${channel}`, `/delivered_watermarks/${name}`],
      [`screenshares:${channel}`, `/screenshare/active?channel=${name}`],
    );
    if (/^(dm|private):/.test(channel)) {
      routes.push([`active_call:${channel}`, `/calls/active?channel=${name}`]);
      if (presence === "members") {
        routes.push([`member_presence:${channel}`, `/presence/users?channel=${name}`]);
      }
    }
  }
  return routes;
}

function onlyStatuses(users) {
  const all = Object.entries(users).filter(([, { status }]) => status);
  return Object.fromEntries(all.map(([user, { status }]) => [user, status]));
}

/** Reads the format of event streams as far as our server uses it. */
class EventParser {
  #rest = "";

  parse(text) {
    const blocks = (this.#rest + text).split("\n\n");
    this.#rest = blocks.pop();
    return blocks.map((block) => {
      const { event, data, id, retry } = Object.fromEntries(block.split("\n").map((line) => line.split(/: ?(.*)/, 2)));
      return { name: data && event, data, id, retry };
    });
  }
}

class Heartbeat {
  #http;
  #session;
  #state;
  #timer;
  #settling;
  #reported = null;
  #life = new AbortController();

  constructor(http, session, state, tick) {
    this.#http = http;
    this.#session = session;
    this.#state = state;
    this.#timer = setInterval(() => {
      this.beat();
      tick();
    }, HEARTBEAT);
    this.beat();
  }

  update() {
    clearTimeout(this.#settling);
    const isLess = STATES.indexOf(this.#state()) < STATES.indexOf(this.#reported);
    this.#settling = setTimeout(() => this.#state() !== this.#reported && this.beat(), isLess ? SETTLE : 0);
  }

  beat = oneAtATime(this.#life.signal, async () => {
    const state = this.#state();
    try {
      await this.#http.send("POST", "/presence", { json: this.#body(state), keepalive: true, attempts: 1 });
      this.#reported = state;
    } catch (error) {
      // Otherwise the next heartbeat repeats it.
      if (error.retryAfter) {
        await sleep(error.retryAfter * 1000 * (1 + Math.random() / 2), this.#life.signal);
        this.beat();
      }
    }
  });

  close(isLast) {
    this.#life.abort();
    clearInterval(this.#timer);
    clearTimeout(this.#settling);
    if (isLast) {
      this.#http.beacon("/presence", this.#body("offline"));
    }
  }

  #body(state) {
    return { state, session: this.#session, kind: "web" };
  }
}

/**
 * The tabs of a browser, of which one leads: it holds a lock, and the others wait for that. Each tab holds a lock of its own, too;
 * when that is free, the tab has closed or crashed. Without locks (on pages without TLS), each tab leads itself.
 */
class Tabs {
  #name;
  #id = randomId();
  #on;
  #life = new AbortController();
  #bus = null;
  #info = null;
  #peers = new Map();
  #leader = null;
  #next = null;
  #heard = 0;
  #needsValues = true;

  constructor(name, on) {
    this.#name = name;
    this.#on = on;
  }

  get leads() {
    return this.#leader === this.#id;
  }

  get infos() {
    return [this.#info, ...this.#peers.values()];
  }

  async join(info) {
    this.#info = info;
    const { signal } = (this.#life = new AbortController());
    if (!navigator.locks) {
      this.#leader = this.#id;
      this.#on.lead();
      return;
    }
    this.#needsValues = true;
    this.#bus = new BroadcastChannel(this.#name);
    this.#bus.onmessage = ({ data }) => this.#take(data);
    try {
      await this.#hold(this.#lockOf(this.#id), { signal });
    } catch {
      return;
    }
    this.#heard = Date.now();
    this.#hello();
    this.#queue();
    const watch = setInterval(() => this.#checkLeader(signal), HEARTBEAT);
    signal.addEventListener("abort", () => clearInterval(watch));
  }

  leave() {
    const isLast = this.leads && this.#peers.size === 0;
    this.send({ type: "bye" });
    this.#bus?.close();
    this.#bus = null;
    this.#peers.clear();
    this.#leader = null;
    this.#life.abort();
    return isLast;
  }

  tell(info) {
    this.#info = info;
    if (this.leads) {
      this.#on.changed();
    } else {
      this.#hello();
    }
  }

  send(message) {
    this.#bus?.postMessage({ from: this.#id, ...message });
  }

  #hello() {
    this.send({ type: "hello", info: this.#info, id: this.#on.position(), needsValues: this.#needsValues });
  }

  #take(message) {
    const { type, from, to } = message;
    if (to && to !== this.#id) {
      return;
    }
    if (this.leads) {
      if (type === "hello") {
        this.#welcome(message);
      } else if (type === "bye") {
        this.#drop(from);
      } else if (type === "ping") {
        this.send({ type: "pulse" });
      } else if (type === "lead") {
        this.#next = from;
      } else if (type === "signedout" || type === "refresh") {
        this.#on.receive(message);
      }
      return;
    }
    if (type === "lead") {
      this.#leader = from;
      this.#hello();
    }
    if (type === "values") {
      this.#leader = from;
      this.#needsValues = false;
    }
    // A leader that has slept may still send something.
    if (from === this.#leader) {
      this.#heard = Date.now();
    }
    if (from === this.#leader || type === "signedout") {
      this.#on.receive(message);
    }
  }

  #welcome({ from, info, id, needsValues }) {
    this.#on.adopt(id);
    if (!this.#peers.has(from)) {
      navigator.locks.request(this.#lockOf(from), { signal: this.#life.signal }, () => this.#drop(from)).catch(() => {});
    }
    this.#peers.set(from, info);
    if (needsValues) {
      this.send({ to: from, ...this.#on.values() });
    }
    this.#on.changed();
  }

  #drop(peer) {
    if (this.leads && this.#peers.delete(peer)) {
      this.#on.changed();
    }
  }

  #queue() {
    const again = () => {
      this.#resign();
      this.#queue();
    };
    this.#hold(this.#name, { signal: this.#life.signal }, again).then(
      () => this.#lead(),
      () => {},
    );
  }

  async #lead() {
    const { signal } = this.#life;
    if (signal.aborted) {
      return;
    }
    this.#leader = this.#id;
    this.#needsValues = false;
    this.send({ type: "lead" });
    const { held } = await navigator.locks.query();
    const others = held.filter(({ name }) => name.startsWith(this.#lockOf(""))).length - 1;
    const until = Date.now() + HELLO_TIMEOUT;
    while (this.#peers.size < others && Date.now() < until) {
      await sleep(10, signal);
    }
    if (this.leads && !signal.aborted) {
      this.#on.lead();
    }
  }

  /** Another tab has taken the lock, because this one did not answer. It may have said so. */
  #resign() {
    if (!this.#life.signal.aborted) {
      this.#leader = this.#next;
      this.#peers.clear();
      this.#on.resign();
      this.#hello();
    }
  }

  async #checkLeader(signal) {
    if (this.leads || Date.now() - this.#heard < LEADER_SILENCE) {
      return;
    }
    const asked = Date.now();
    this.send({ type: "ping" });
    await sleep(LEADER_ANSWER, signal);
    if (this.#heard < asked && !this.leads && !signal.aborted) {
      await this.#hold(this.#name, { steal: true }, () => this.#resign());
      this.#lead();
    }
  }

  #lockOf(tab) {
    return `${this.#name} tab ${tab}`;
  }

  /** Resolves when this tab has the lock, which it keeps until it leaves. `lost()` is called when another tab takes it away. */
  #hold(name, options, lost = () => {}) {
    const { signal } = this.#life;
    return new Promise((granted, given) => {
      const held = () =>
        new Promise((release) => {
          granted();
          signal.aborted ? release() : signal.addEventListener("abort", release);
        });
      navigator.locks.request(name, options, held).catch((error) => {
        given(error);
        signal.aborted || lost();
      });
    });
  }
}

class Activity {
  #idleAfter;
  #changed;
  #lastInput = Date.now();
  #timer;
  #life = new AbortController();

  constructor(idleAfter, changed) {
    this.#idleAfter = idleAfter;
    this.#changed = changed;
    const { signal } = this.#life;
    INPUT.forEach((type) => addEventListener(type, () => this.#input(), { passive: true, capture: true, signal }));
    document.addEventListener("visibilitychange", changed, { signal });
    this.#wait();
  }

  get state() {
    if (document.visibilityState === "hidden") {
      return "hidden";
    }
    return Date.now() - this.#lastInput >= this.#idleAfter ? "idle" : "active";
  }

  close() {
    this.#life.abort();
    clearTimeout(this.#timer);
  }

  #input() {
    const wasIdle = this.state === "idle";
    this.#lastInput = Date.now();
    if (wasIdle) {
      this.#changed();
      this.#wait();
    }
  }

  #wait() {
    const rest = this.#lastInput + this.#idleAfter - Date.now();
    this.#timer = setTimeout(() => (rest > 0 ? this.#wait() : this.#changed()), Math.max(rest, 0));
  }
}

export class PresenceClient extends EventTarget {
  session;

  #http;
  #tabs;
  #activity;
  #scope;
  #after;
  #channels;
  #feed = null;
  #heartbeat = null;
  #life = new AbortController();
  #isFollowing = false;
  #connection = "connecting";
  /** The channels that are received, and whether their first events have arrived. */
  #followed = [];
  #isWhole = false;
  #values = new Map();
  /** The values that a stream has begun with; null when it has begun. */
  #begun = null;
  #position = null;
  #recent = new Set();
  #waiting = [];

  constructor({
    base,
    channels = [],
    channel,
    user = "",
    presence,
    presenceOf = [],
    after = null,
    follow = true,
    idleAfter = 300_000,
    credentials = "same-origin",
  } = {}) {
    super();
    // The filter serves this file beside its routes.
    const root = new URL(base ?? ".", base === undefined ? import.meta.url : location.href).href.replace(/\/$/, "");
    this.#channels = new Set(channel === undefined ? channels : [channel, ...channels]);
    this.#scope = { presence: presence ?? (presenceOf.length ? "none" : "all"), presenceOf };
    this.#after = after;
    this.#http = new Http(root, credentials, () => this.#signOut(true));
    this.#activity = new Activity(idleAfter, () => this.#tell());
    this.session = sessionId();
    this.#tabs = new Tabs(`minimost-presence ${root} ${user}`, {
      lead: () => this.#lead(),
      resign: () => this.#resign(false),
      changed: () => {
        this.#feed?.update();
        this.#heartbeat?.update();
      },
      receive: (message) => this.#receive(message),
      position: () => this.#position,
      adopt: (id) => (this.#position ??= id),
      values: () => ({
        type: "values",
        values: [...this.#values.values()],
        id: this.#position,
        connection: this.#connection,
        followed: this.#followed,
        isWhole: this.#isWhole,
      }),
    });
    Object.assign(this, capabilities(this, this.#http));
    if (follow) {
      this.#follow();
    }
  }

  get connection() {
    return this.#connection;
  }

  get leads() {
    return this.#tabs.leads;
  }

  get watched() {
    return [...this.#channels];
  }

  get ready() {
    const ready = new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#settle();
    });
    ready.catch(() => {}); // Nobody has to wait.
    return ready;
  }

  value(type, channel = null) {
    const known = this.#values.get(channel === null ? type : `${type}:${channel}`);
    return known && JSON.parse(known[1]);
  }

  watch(...channels) {
    const before = this.#channels;
    this.#channels = new Set(channels.flat());
    this.#isFollowing || this.#life.signal.aborted ? this.#tell() : this.#follow();
    for (const [name, text] of this.#values.values()) {
      const [, channel] = parts(name);
      if (channel !== null && !before.has(channel)) {
        this.#dispatch(name, text);
      }
    }
    return this.ready;
  }

  refresh() {
    this.#feed ? this.#feed.refresh() : this.#tabs.send({ type: "refresh" });
  }

  request(method, path, options) {
    return this.#http.send(method, path, options);
  }

  close() {
    if (!this.#life.signal.aborted) {
      this.#leave(true);
      this.#end();
    }
  }

  #end() {
    this.#life.abort();
    this.#activity.close();
    this.#http.close();
    this.#setConnection("closed");
    this.#settle();
  }

  #signOut(isFirst) {
    if (!this.#life.signal.aborted) {
      if (isFirst) {
        this.#tabs.send({ type: "signedout" });
      }
      this.#leave(false);
      this.#end();
      this.dispatchEvent(new PresenceEvent("signedout"));
    }
  }

  #follow() {
    this.#isFollowing = true;
    this.#tabs.join(this.#info());
    const { signal } = this.#life;
    const on = (target, type, listener) => target.addEventListener(type, listener, { signal });
    on(window, "pagehide", () => this.#leave(true));
    on(window, "pageshow", ({ persisted }) => persisted && this.#return());
    // A page that sleeps cannot lead.
    on(document, "freeze", () => this.#leave(false));
    on(document, "resume", () => this.#return());
    ["online", "offline"].forEach((type) => on(window, type, () => this.#feed?.reconnect()));
  }

  /** A page from the cache for going back is also resumed. */
  #return() {
    this.#leave(false);
    this.#tabs.join(this.#info());
  }

  #leave(isOver) {
    this.typing.stop();
    this.#resign(this.#tabs.leave() && isOver);
  }

  #info() {
    return { channels: [...this.#channels], ...this.#scope, state: this.#activity.state };
  }

  #tell() {
    this.#tabs.tell(this.#info());
  }

  #lead() {
    const state = () => STATES[Math.max(...this.#tabs.infos.map((info) => STATES.indexOf(info.state)))];
    this.#heartbeat = new Heartbeat(this.#http, this.session, state, () => this.#tabs.send({ type: "pulse" }));
    this.#feed = new Feed(this.#http, {
      wanted: () => this.#wanted(),
      position: () => this.#position,
      emit: (name, text, id) => this.#share({ type: "event", name, text, id }),
      report: (connection, followed) => {
        if (connection !== "polling" || this.#connection !== connection) {
          // A server that has started anew knows nobody; another soon believes that the user is gone.
          this.#heartbeat?.beat();
        }
        this.#share({ type: "connection", connection, followed });
      },
    });
  }

  #resign(isLast) {
    this.#feed?.close();
    this.#heartbeat?.close(isLast);
    this.#feed = this.#heartbeat = null;
  }

  #wanted() {
    const { infos } = this.#tabs;
    const all = (list) => [...new Set(infos.flatMap(list))];
    const presence = SCOPES[Math.max(...infos.map((info) => SCOPES.indexOf(info.presence)))];
    return {
      channels: all((info) => info.channels),
      presence,
      presenceOf: presence === "all" ? [] : all((info) => info.presenceOf),
      session: this.session,
      after: this.#after,
      isVisible: infos.some(({ state }) => state !== "hidden"),
      listed: Object.keys(this.value("online_users") ?? {}),
    };
  }

  #share(message) {
    this.#tabs.send(message);
    this.#receive(message);
  }

  #receive(message) {
    switch (message.type) {
      case "event":
        return message.name ? this.#event(message) : this.#moveTo(message.id);
      case "connection":
        return this.#connected(message);
      case "values":
        if (this.#position && message.id !== this.#position) {
          // Facts were sent while this tab slept.
          this.#event({ name: "resync", text: "{}" });
        }
        message.values.forEach(([name, text]) => this.#event({ name, text }));
        this.#position = message.id ?? this.#position;
        this.#connected(message);
        this.#isWhole = message.isWhole;
        return this.#settle();
      case "refresh":
        return this.#feed?.refresh();
      case "signedout":
        return this.#signOut(false);
    }
  }

  #connected({ connection, followed }) {
    this.#followed = followed;
    this.#isWhole = false;
    this.#begun = connection === "live" ? new Set() : null;
    if (followed.length) {
      // What is known of other channels is no longer kept up to date.
      this.#forget((channel) => channel !== null && !followed.includes(channel));
    }
    this.#setConnection(connection);
  }

  #setConnection(connection) {
    if (connection !== this.#connection) {
      this.#connection = connection;
      this.dispatchEvent(new PresenceEvent("connection", connection));
    }
  }

  #event({ name, text, id = null }) {
    if (this.#isRepeated(name, text, id)) {
      return;
    }
    this.#position = id ?? this.#position;
    const [type] = parts(name);
    if (name === "polled") {
      this.#isWhole = true;
      this.#settle();
    } else if (type === "resync") {
      const { channel } = JSON.parse(text);
      this.#forget((other) => channel === undefined || other === channel);
    } else if (VALUES.includes(type) || (id === null && !FACTS.includes(type))) {
      const key = type === "presence" ? `presence ${Object.keys(JSON.parse(text).users)}` : name;
      const isNew = this.#values.get(key)?.[1] !== text;
      // In the order of arrival, for other tabs.
      this.#values.delete(key);
      this.#values.set(key, [name, text]);
      this.#begun?.add(name);
      if (!isNew && VALUES.includes(type)) {
        return;
      }
    }
    this.#dispatch(name, text);
  }

  #dispatch(name, text) {
    const [type, channel] = parts(name);
    if (channel === null || this.#channels.has(channel)) {
      this.dispatchEvent(new PresenceEvent(type, JSON.parse(text), channel));
    }
  }

  /** After another tab has begun to lead, some events may come again. Those of the host are known by its cursor, the end of the id. */
  #isRepeated(name, text, id) {
    if (!id) {
      return false;
    }
    const isOurs = [...VALUES, ...FACTS].includes(parts(name)[0]);
    const key = `${isOurs ? id : id.slice(id.indexOf("~"))} ${name} ${text}`;
    const isKnown = this.#recent.has(key);
    this.#recent.add(key);
    if (this.#recent.size > 300) {
      this.#recent.delete(this.#recent.values().next().value);
    }
    return isKnown;
  }

  #moveTo(id) {
    this.#position = id ?? this.#position;
    const begun = this.#begun;
    if (begun) {
      this.#begun = null;
      [...this.#values.values()]
        .filter(([name]) => SILENT_IF_EMPTY.includes(parts(name)[0]) && !begun.has(name))
        .forEach(([name]) => this.#event({ name, text: "{}" }));
    }
    this.#isWhole = true;
    this.#settle();
  }

  #forget(matches) {
    for (const [key, [name]] of this.#values) {
      if (matches(parts(name)[1])) {
        this.#values.delete(key);
      }
    }
  }

  #settle() {
    if (this.#life.signal.aborted) {
      this.#waiting.splice(0).forEach(({ reject }) => reject(new PresenceError(401, "the client is closed")));
    } else if (this.#isWhole && [...this.#channels].every((channel) => this.#followed.includes(channel))) {
      this.#waiting.splice(0).forEach(({ resolve }) => resolve());
    }
  }
}

class Typing {
  #http;
  #channel = null;
  #last = 0;
  #pausedUntil = 0;
  #started;

  constructor(http) {
    this.#http = http;
  }

  start(channel) {
    if (channel !== this.#channel) {
      this.stop();
    }
    const now = Date.now();
    if (now - this.#last >= TYPING_EVERY && now >= this.#pausedUntil) {
      this.#channel = channel;
      this.#last = now;
      this.#started = this.#send("POST", channel);
    }
  }

  stop() {
    const channel = this.#channel;
    if (channel !== null && Date.now() - this.#last < TYPING_LASTS) {
      this.#started.then(() => this.#send("DELETE", channel));
    }
    this.#channel = null;
    this.#last = 0;
  }

  follow(field, channel) {
    const look = () => (field.value ? this.start(typeof channel === "function" ? channel() : channel) : this.stop());
    field.addEventListener("input", look);
    return () => {
      field.removeEventListener("input", look);
      this.stop();
    };
  }

  users(channel) {
    return this.#http.get(pathTo("/typing", channel));
  }

  async #send(method, channel) {
    try {
      await this.#http.send(method, pathTo("/typing", channel), { keepalive: true, attempts: 1 });
    } catch (error) {
      this.#pausedUntil = Date.now() + (error.retryAfter ?? 0) * 1000;
    }
  }
}

export class Link extends EventTarget {
  #client;
  #http;
  #path;
  #id;
  #isCall;
  #last;
  #life = new AbortController();
  #sent = Promise.resolve();

  constructor(client, http, kind, id, after) {
    super();
    this.#client = client;
    this.#http = http;
    this.#path = `/${kind}/${encodeURIComponent(id)}`;
    this.#id = id;
    this.#isCall = kind === "calls";
    this.#last = after;
    const { signal } = this.#life;
    const on = (type, listener) => client.addEventListener(type, listener, { signal });
    on("signals", ({ data }) => data.session === id && this.#take(data.signals));
    on("call_state", ({ data }) => data.call_id === id && this.#readState());
    on("connection", ({ data }) => (data === "closed" ? this.close() : data === "live" && this.#readSignals()));
    on("resync", () => this.#readSignals());
    this.#run();
  }

  /** Sends a signal; one after the other, because a candidate is useless before its offer. */
  send(to, type, payload) {
    const send = () => this.#life.signal.aborted || this.#http.post(`${this.#path}/signal`, { to, type, payload });
    const done = this.#sent.then(send, send);
    this.#sent = done.catch(() => {});
    return done;
  }

  sendMedia(chunk, options) {
    return sendMedia(this.#http, this.#path, chunk, options);
  }

  async followMedia(sender, receive, { every = 500, after, signal } = {}) {
    const life = signal ? AbortSignal.any([signal, this.#life.signal]) : this.#life.signal;
    for (let last = after; !life.aborted; await sleep(every, life)) {
      const page = await this.#ask(readMedia(this.#http, this.#path, sender, last)).catch(() => null);
      for (const chunk of life.aborted || !page ? [] : page.chunks) {
        last = chunk.seq;
        receive(chunk);
      }
    }
  }

  close() {
    this.#life.abort();
  }

  async #run() {
    const { signal } = this.#life;
    for (let round = 0; !signal.aborted; round++) {
      const isLive = this.#client.connection === "live";
      if (this.#isCall && round % (isLive ? 5 : 2) === 0) {
        this.#readState();
      }
      // A stream brings them. It does not bring the end of a share.
      if (!isLive || round % 10 === 0) {
        await this.#readSignals();
      }
      await sleep(1000, signal);
    }
  }

  #readState = oneAtATime(this.#life.signal, async () => {
    const state = await this.#ask(this.#http.get(`${this.#path}/state`)).catch(() => null);
    if (state && !this.#life.signal.aborted) {
      this.dispatchEvent(new PresenceEvent("state", state, state.channel));
      if (state.ended_ts !== null) {
        this.#end();
      }
    }
  });

  #readSignals = oneAtATime(this.#life.signal, () =>
    this.#ask(this.#http.get(`${this.#path}/signals`, { after: this.#last })).then((all) => this.#take(all), () => {}),
  );

  /** A stream begins with all signals that wait, so some come again. */
  #take(signals) {
    for (const signal of signals) {
      if (signal.id > this.#last && !this.#life.signal.aborted) {
        this.#last = signal.id;
        this.dispatchEvent(new PresenceEvent("signal", signal));
      }
    }
  }

  async #ask(request) {
    try {
      return await request;
    } catch (error) {
      if ([403, 404].includes(error.status) || (error.status === 409 && !this.#isCall)) {
        this.#end();
      }
      throw error;
    }
  }

  #end() {
    if (!this.#life.signal.aborted) {
      this.#life.abort();
      this.dispatchEvent(new PresenceEvent("ended"));
    }
  }
}

/** The routes, by capability. */
function capabilities(client, http) {
  const of = (path, channel) => http.get(pathTo(path, channel));
  const delivered = new Map();
  const signaling = (kind) => ({
    signal: (id, to, type, payload) => http.post(`/${kind}/${id}/signal`, { to, type, payload }),
    signals: (id, after = 0) => http.get(`/${kind}/${id}/signals`, { after }),
    sendMedia: (id, chunk, options) => sendMedia(http, `/${kind}/${id}`, chunk, options),
    media: (id, sender, after) => readMedia(http, `/${kind}/${id}`, sender, after),
    follow: (id, { after = 0 } = {}) => new Link(client, http, kind, id, after),
  });
  return {
    typing: new Typing(http),
    presence: {
      all: () => http.get("/online_users"),
      of: (users) => http.get("/presence/users", users.map((user) => ["user", user])),
      ofMembers: (channel) => http.get("/presence/users", { channel }),
      count: (channel) => http.get("/presence/count", channel === undefined ? undefined : { channel }),
      override: () => http.get("/presence/override"),
      setOverride: (override) => http.post("/presence/override", { override }),
    },
    status: {
      get: () => http.get("/presence/status"),
      set: (status) => http.send("PUT", "/presence/status", { json: status }),
      clear: () => http.send("DELETE", "/presence/status"),
    },
    privacy: {
      get: () => http.get("/presence/privacy"),
      set: (settings) => http.send("PUT", "/presence/privacy", { json: settings }),
    },
    receipts: {
      read: (channel) => http.post(pathTo("/mark_read", channel)),
      readPrivately: (channel) => http.post(pathTo("/mark_read_privately", channel)),
      unread: (message) => http.post(pathTo("/mark_unread", message)),
      /** Sends a time once, and only forward. */
      async delivered(channel, upTo) {
        const before = delivered.get(channel) ?? -Infinity;
        if (upTo > before) {
          delivered.set(channel, upTo);
          await http.post(pathTo("/mark_delivered", channel), { up_to: upTo }).catch((error) => {
            delivered.set(channel, before);
            throw error;
          });
        }
      },
      readers: (channel) => of("/read_receipts", channel),
      watermarks: (channel) => of("/read_watermarks", channel),
      deliveredWatermarks: (channel) => of("/delivered_watermarks", channel),
      lastRead: (channel) => of("/last_read", channel),
      readPoints: () => http.get("/read_points"),
    },
    reactions: {
      toggle: (message, reaction) =>
        http.send("POST", pathTo("/react", message), { body: new URLSearchParams({ reaction }) }),
    },
    channels: {
      list: () => http.get("/private_channels"),
      create: (name, members = []) => http.post("/private_channels/create", { name, members }),
      rename: (id, name) => http.post(`/private_channels/${id}/rename`, { name }),
      addMember: (id, username, history) => http.post(`/private_channels/${id}/add_member`, { username, history }),
      removeMember: (id, username) => http.post(`/private_channels/${id}/remove_member`, { username }),
      leave: (id) => http.post(`/private_channels/${id}/leave`),
      members: async (id) => (await http.get(`/private_channels/${id}/members`)).map(({ username }) => username),
      others: (channel) => of("/channel_members", channel),
    },
    calls: {
      initiate: (channel) => http.post("/calls/initiate", { channel }),
      incoming: () => http.get("/calls/incoming"),
      active: (channel) => http.get("/calls/active", { channel }),
      accept: (id) => http.post(`/calls/${id}/accept`),
      decline: (id) => http.post(`/calls/${id}/reject`),
      end: (id) => http.send("POST", `/calls/${id}/end`, { keepalive: true }),
      gone: (id, username) => http.post(`/calls/${id}/gone`, { username }),
      invite: (id, username) => http.post(`/calls/${id}/invite`, { username }),
      shareScreen: (id, on) => http.post(`/calls/${id}/screenshare`, { on }),
      state: (id) => http.get(`/calls/${id}/state`),
      ...signaling("calls"),
    },
    shares: {
      start: (channel) => http.post("/screenshare/start", { channel }),
      active: (channel) => http.get("/screenshare/active", { channel }),
      stop: (id) => http.send("POST", `/screenshare/${id}/stop`, { keepalive: true }),
      ...signaling("screenshare"),
    },
  };
}

function sendMedia(http, path, chunk, { init, track } = {}) {
  const headers = { ...(init && { "X-Init": "1", "X-Mime": init }), ...(track && { "X-Track": track }) };
  return http.send("POST", `${path}/media`, { body: chunk, headers });
}

async function readMedia(http, path, sender, after) {
  const page = await http.get(`${path}/media`, { ...(sender && { sender }), ...(after !== undefined && { after }) });
  return {
    ...page,
    init: page.init && bytes(page.init),
    chunks: page.chunks.map(({ seq, data }) => ({ seq, data: bytes(data) })),
  };
}

function bytes(base64) {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

function jsonBody(json) {
  return { body: JSON.stringify(json), headers: { "Content-Type": "application/json" } };
}

function pathTo(path, name) {
  return `${path}/${encodeURIComponent(name)}`;
}

/** Type and channel; channels have colons, too. */
function parts(name) {
  const colon = name.indexOf(":");
  return colon < 0 ? [name, null] : [name.slice(0, colon), name.slice(colon + 1)];
}

/** Calls run `task` one after the other, waiting ones only once: nothing older arrives last. */
function oneAtATime(signal, task) {
  let running = Promise.resolve();
  let next = null;
  return () =>
    (next ??= running.then(() => {
      next = null;
      return (running = signal.aborted ? running : task().catch(() => {}));
    }));
}

/** Also ends when `signal` is aborted. */
function sleep(millis, signal) {
  return new Promise((done) => {
    const timer = setTimeout(end, millis);
    function end() {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      done();
    }
    signal.aborted ? end() : signal.addEventListener("abort", end);
  });
}

/** One for a browser, or for a tab where tabs cannot share; kept over reloads. */
function sessionId() {
  const key = "minimost-presence-session";
  try {
    return ((navigator.locks ? localStorage : sessionStorage)[key] ||= randomId());
  } catch {
    // The user has forbidden storage.
    return randomId();
  }
}

/** Not `randomUUID`, which pages without TLS lack. */
function randomId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
