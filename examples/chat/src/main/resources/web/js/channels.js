/** The channels of the user: the public ones, and the private ones that the user belongs to. */
import { get } from "./api.js";
import { partner } from "./place.js";
import { client, on } from "./stream.js";

const listeners = [];
let me;
let known = [];
let mine = [];

/** Calls `listener()` when the private channels have changed: their number, names, members or unread messages. */
export function onChannels(listener) {
  listeners.push(listener);
}

/** Resolves when the channels are known; follows their changes from then on. */
export async function startChannels(user) {
  me = user;
  [known, mine] = await Promise.all([get("/channels"), client.channels.list()]);
  on("private_channels", take);
}

/** Reads the private channels now. Resolves when they are shown. */
export async function load() {
  const before = mine;
  const answer = await client.channels.list();
  // If they have changed meanwhile, the stream was faster, and may be more recent.
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

/** The entry of a private channel; undefined if the user does not belong to it. */
export function privateChannel(channel) {
  return mine.find((each) => each.channel === channel);
}

/** The members of a private channel. The stream leaves those of large channels out. */
export async function membersOf({ id, members, members_omitted: areOmitted }) {
  return areOmitted ? client.channels.members(id) : members;
}

/** The displayed name of `channel`. */
export function nameOf(channel) {
  return partner(channel, me) ?? privateChannel(channel)?.name ?? `# ${channel}`;
}

export function mayOpen(channel) {
  return known.includes(channel) || privateChannel(channel) !== undefined || partner(channel, me) !== null;
}
