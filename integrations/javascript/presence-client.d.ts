/** The browser client of minimost-presence. docs/javascript.md describes it. */

/** Seconds since 1970. */
export type Seconds = number;
export type State = "active" | "idle" | "hidden" | "offline";
export type Connection = "connecting" | "live" | "polling" | "offline" | "closed";
export type SignalType = "offer" | "answer" | "ice_candidate";

export interface Options {
  /** Where the routes are, such as "/chat"; by default beside this file. */
  base?: string;
  channel?: string;
  channels?: string[];
  /** Who is signed in. Tabs of different users do not share. */
  user?: string;
  /** Whose presence: of all users (the default), of the members of the channels, or nobody's. */
  presence?: "all" | "members" | "none";
  /** Users whose presence is followed, instead of that of all. */
  presenceOf?: string[];
  /** The cursor of the host's own events at which a first stream begins. */
  after?: string | null;
  /** False: nothing is received or reported until the page calls `watch`. Requests can be sent at once. */
  follow?: boolean;
  /** Milliseconds without input until the user is idle; 5 minutes. */
  idleAfter?: number;
  /** "include" if the routes are on another origin. */
  credentials?: RequestCredentials;
}

export interface Status {
  emoji: string | null;
  source: "manual" | "calendar" | "call";
  state: "active" | "idle" | "offline" | "do_not_disturb" | "in_call" | null;
  text: string | null;
  until: Seconds | null;
}

export interface OwnStatus {
  claims: Status[];
  status: Status | null;
}

export interface StatusInput {
  state?: "active" | "idle" | "offline" | "do_not_disturb" | null;
  text?: string | null;
  emoji?: string | null;
  until?: Seconds | null;
  for_seconds?: number | null;
}

export interface UserPresence {
  state: State;
  status: Status | null;
}

export interface PresenceOfUsers {
  users: Record<string, UserPresence & { last_seen: Seconds | null }>;
}

export interface PrivacySettings {
  invisible: boolean;
  last_seen: "exact" | "nobody";
  receipts: "all" | "private";
  sends_typing: boolean;
}

export interface PrivateChannel {
  channel: string;
  id: number;
  name: string;
  members: string[];
  members_omitted?: true;
  unread: number;
}

export interface IncomingCall {
  call_id: string;
  channel: string;
  initiator: string;
  started_ts: Seconds;
}

export interface ActiveCall {
  call: {
    call_id: string;
    initiator: string;
    joined: boolean;
    participants: string[];
    started_ts: Seconds;
    state: "ringing" | "active";
  } | null;
}

export interface Participant {
  username: string;
  role: "initiator" | "participant";
  state: "pending" | "accepted" | "rejected" | "left";
  sharing: boolean;
  joined_ts: Seconds | null;
  left_ts: Seconds | null;
}

export interface Call {
  call_id: string;
  channel: string;
  initiator: string;
  participants: Participant[];
  screenshare_user: string | null;
  screensharers: string[];
  started_ts: Seconds;
  answered_ts: Seconds | null;
  ended_ts: Seconds | null;
  state: "ringing" | "active" | "ended" | "rejected";
}

export interface Share {
  channel: string;
  share_id: string;
  sharer: string;
  started_ts: Seconds;
}

export interface Signal {
  id: number;
  from: string;
  type: SignalType;
  payload: unknown;
  ts: Seconds;
}

export interface MediaChunk {
  seq: number;
  data: Uint8Array;
}

export interface MediaPage {
  chunks: MediaChunk[];
  init: Uint8Array | null;
  mime_type: string | null;
  /** Only of a share. */
  active?: boolean;
}

export interface MediaOptions {
  /** The media type, if a recording begins with this chunk. */
  init?: string;
  /** In calls. */
  track?: "cam" | "mic" | "screen";
}

/** By the name of a user. */
export type ByUser<T> = Record<string, T>;

/** The data of each event. Those of the host have other names. */
export interface EventData {
  typing: string[];
  read_receipts: ByUser<Seconds>;
  delivered_watermarks: ByUser<Seconds>;
  screenshares: Share[];
  active_call: ActiveCall;
  reactions: { reactions: Record<string, string[]>; ts: Seconds };
  online_users: ByUser<State>;
  statuses: ByUser<Status>;
  presence: { users: ByUser<UserPresence> };
  member_presence: { users: ByUser<UserPresence> };
  read_points: Record<string, Seconds>;
  private_channels: PrivateChannel[];
  incoming_calls: IncomingCall[];
  call_state: Call;
  signals: { session: string; signals: Signal[] };
  resync: { channel?: string };
  changed_elsewhere: Record<string, never>;
  /** The connection has become another. */
  connection: Connection;
  /** Everything was read once more, because there is no stream: a page may poll what is its own. */
  polled: null;
  /** The session of the user is over, and so is this client. */
  signedout: undefined;
}

export class PresenceEvent<T = unknown> extends Event {
  constructor(type: string, data?: T, channel?: string | null);
  readonly data: T;
  /** The channel that it is about, if it is about one. */
  readonly channel: string | null;
}

export class PresenceError extends Error {
  constructor(
    status: number,
    message: string,
    details?: { retryAfter?: number | null; field?: string | null; cause?: unknown },
  );
  /** Of HTTP; 0 if the server was not reached. */
  readonly status: number;
  readonly code:
    | "unreachable"
    | "bad_input"
    | "signed_out"
    | "forbidden"
    | "not_found"
    | "timeout"
    | "conflict"
    | "too_long"
    | "too_many_requests"
    | "not_supported"
    | "unavailable"
    | "full"
    | "refused"
    | "failed";
  /** In seconds, 60 at most; null also if the server says a date. */
  readonly retryAfter: number | null;
  /** The input that is to blame. */
  readonly field: string | null;
}

interface Signaling {
  signal(id: string, to: string, type: SignalType, payload: unknown): Promise<unknown>;
  signals(id: string, after?: number): Promise<Signal[]>;
  sendMedia(id: string, chunk: BodyInit, options?: MediaOptions): Promise<{ seq: number }>;
  media(id: string, sender?: string, after?: number): Promise<MediaPage>;
  follow(id: string, options?: { after?: number }): Link;
}

export interface LinkData {
  signal: Signal;
  state: Call;
  ended: undefined;
}

/** The signals of a call or share; of a call also its state, the reading of which is the heartbeat of a participant. */
export class Link extends EventTarget {
  private constructor();
  /** One after the other. */
  send(to: string, type: SignalType, payload: unknown): Promise<unknown>;
  sendMedia(chunk: BodyInit, options?: MediaOptions): Promise<{ seq: number }>;
  /** Receives the chunks of a sender ("alice", "alice:screen"; of a share undefined), until `signal` or the link ends. */
  followMedia(
    sender: string | undefined,
    receive: (chunk: MediaChunk) => void,
    options?: { every?: number; after?: number; signal?: AbortSignal },
  ): Promise<void>;
  /** Stops following. A user stays in the call. */
  close(): void;
  addEventListener<K extends keyof LinkData>(
    type: K,
    listener: (event: PresenceEvent<LinkData[K]>) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(...all: Parameters<EventTarget["addEventListener"]>): void;
}

/** A value that is sent as JSON, or a body as it is. */
export type RequestOptions = ({ json?: object } | { body?: BodyInit; headers?: Record<string, string> }) & {
  /** True: also if the page is left meanwhile. */
  keepalive?: boolean;
};

/** Its requests reject with a PresenceError. */
export class PresenceClient extends EventTarget {
  constructor(options?: Options);
  /** The id of this browser among the user's clients. */
  readonly session: string;
  /** `live` is by a stream. */
  readonly connection: Connection;
  /** Whether this tab reports and receives for the others. */
  readonly leads: boolean;
  /** The channels that this tab follows. */
  readonly watched: string[];
  /** Resolves when the client receives the events of its channels: what a page reads from then on misses none. Rejects if the client
   * is closed, before or later. */
  readonly ready: Promise<void>;
  /** Follows these channels instead of those before, or begins to. Resolves as `ready` does. */
  watch(...channels: (string | string[])[]): Promise<void>;
  /** The last data of an event of a current value; undefined if there is none. */
  value<K extends keyof EventData>(type: K, channel?: string | null): EventData[K] | undefined;
  value(type: string, channel?: string | null): unknown;
  /** Polls now, if there is no stream. */
  refresh(): void;
  /** For other routes below `base`, also of the host's own. Resolves to the JSON of the answer, its text, or null. */
  request<T = unknown>(method: string, path: string, options?: RequestOptions): Promise<T>;
  /** Ends the client; the session, too, if no other tab has one. */
  close(): void;

  addEventListener<K extends keyof EventData>(
    type: K,
    listener: (event: PresenceEvent<EventData[K]>) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: (event: PresenceEvent<any>) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(...all: Parameters<EventTarget["addEventListener"]>): void;

  readonly typing: {
    /** For each key. It is reported every two seconds at most. */
    start(channel: string): void;
    /** The message was sent, or the field is empty. */
    stop(): void;
    /** Does both as a field changes. Returns a function that ends it. */
    follow(field: HTMLInputElement | HTMLTextAreaElement, channel: string | (() => string)): () => void;
    users(channel: string): Promise<string[]>;
  };
  readonly presence: {
    all(): Promise<ByUser<State>>;
    of(users: string[]): Promise<PresenceOfUsers>;
    ofMembers(channel: string): Promise<PresenceOfUsers>;
    count(channel?: string): Promise<{ online: number }>;
    override(): Promise<{ override: "active" | "idle" | "offline" | null }>;
    setOverride(override: "active" | "idle" | "offline" | null): Promise<null>;
  };
  readonly status: {
    get(): Promise<OwnStatus>;
    set(status: StatusInput): Promise<OwnStatus>;
    clear(): Promise<null>;
  };
  readonly privacy: {
    get(): Promise<PrivacySettings>;
    set(settings: Partial<PrivacySettings>): Promise<PrivacySettings>;
  };
  readonly receipts: {
    read(channel: string): Promise<null>;
    readPrivately(channel: string): Promise<null>;
    unread(message: string | number): Promise<null>;
    /** Sends a time once, and only forward. */
    delivered(channel: string, upTo: Seconds): Promise<void>;
    readers(channel: string): Promise<Record<string, string[]> | ByUser<Seconds>>;
    watermarks(channel: string): Promise<ByUser<Seconds>>;
    deliveredWatermarks(channel: string): Promise<ByUser<Seconds>>;
    lastRead(channel: string): Promise<{ last_read_ts: Seconds | null }>;
    readPoints(): Promise<Record<string, Seconds>>;
  };
  readonly reactions: {
    toggle(message: string | number, reaction: string): Promise<Record<string, string[]>>;
  };
  readonly channels: {
    list(): Promise<PrivateChannel[]>;
    create(name: string, members?: string[]): Promise<{ channel: string; id: number; name: string }>;
    rename(id: number, name: string): Promise<"ok">;
    addMember(id: number, username: string, history?: "now" | "all"): Promise<"ok">;
    removeMember(id: number, username: string): Promise<"ok">;
    leave(id: number): Promise<"ok">;
    members(id: number): Promise<string[]>;
    others(channel: string): Promise<string[]>;
  };
  readonly calls: Signaling & {
    initiate(channel: string): Promise<{ call_id: string; participants: string[] }>;
    incoming(): Promise<IncomingCall[]>;
    active(channel: string): Promise<ActiveCall>;
    accept(id: string): Promise<{ last_signal_id: number; participants: string[] }>;
    decline(id: string): Promise<unknown>;
    /** Also as the page is left. */
    end(id: string): Promise<unknown>;
    gone(id: string, username: string): Promise<{ status: "removed" | "ignored" }>;
    invite(id: string, username: string): Promise<unknown>;
    shareScreen(id: string, on: boolean): Promise<unknown>;
    state(id: string): Promise<Call>;
  };
  readonly shares: Signaling & {
    start(channel: string): Promise<{ share_id: string }>;
    active(channel: string): Promise<Share[]>;
    /** Also as the page is left. */
    stop(id: string): Promise<unknown>;
  };
}

export function connect(options?: Options): PresenceClient;
