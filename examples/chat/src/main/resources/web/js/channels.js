/** The channels there are for the user: the public ones, and the private ones to which he belongs. */
import { get } from "./api.js";
import { follow } from "./news.js";
import { partner } from "./place.js";

const listeners = [];
let me;
let known = [];
let mine = [];

/** Calls `listener()` when the private channels have changed: their number, names, members or unread messages. */
export function onChannels(listener) {
  listeners.push(listener);
}

/** Resolves when it is known what there is; follows what becomes of it from then on. */
export async function startChannels(user) {
  me = user;
  [known, mine] = await Promise.all([get("/channels"), get("/private_channels")]);
  refresh = follow("private_channels", () => "/private_channels", take);
}

/** Asks at once, where nobody tells. */
export let refresh = () => {};

/** Resolves when what the server says now is shown. */
export async function load() {
  const before = mine;
  const answer = await get("/private_channels");
  // If they have changed meanwhile, the stream was faster, and perhaps knows more.
  if (mine === before) {
    take(answer);
  }
}

function take(answer) {
  if (JSON.stringify(answer) !== JSON.stringify(mine)) {
    mine = answer;
    listeners.forEach((listener) => listener());
  }
}

export function publicChannels() {
  return known;
}

export function privateChannels() {
  return mine;
}

/** What the server says of a private channel; undefined if it is none of the user's. */
export function privateChannel(channel) {
  return mine.find((each) => each.channel === channel);
}

/** What the user calls `channel`. */
export function nameOf(channel) {
  return partner(channel, me) ?? privateChannel(channel)?.name ?? `# ${channel}`;
}

export function mayOpen(channel) {
  return known.includes(channel) || privateChannel(channel) !== undefined || partner(channel, me) !== null;
}
