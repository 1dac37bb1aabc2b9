/** The open channel. It is part of the address, so that a reload and the back button lead to it. */
const listeners = [];

export let channel = null;

/** Calls `listener()` for the channel that is open, if one is, and whenever another is opened. */
export function onOpen(listener) {
  listeners.push(listener);
  if (channel) {
    listener();
  }
}

export function open(next) {
  if (next === channel) {
    return;
  }
  channel = next;
  if (inAddress() !== next) {
    location.hash = `#${next}`;
  }
  listeners.forEach((listener) => listener());
}

/**
 * Opens the channel in the address if `mayOpen` it, else `fallback`; now, and whenever the address changes. Calls `missed()` after
 * opening another channel than the address names.
 */
export function followAddress(mayOpen, fallback, missed) {
  const follow = () => {
    const named = inAddress();
    const next = mayOpen(named) ? named : fallback;
    if (next !== named) {
      history.replaceState(null, "", `#${next}`);
    }
    open(next);
    if (named && next !== named) {
      missed();
    }
  };
  addEventListener("hashchange", follow);
  follow();
}

function inAddress() {
  const named = location.hash.slice(1);
  try {
    return decodeURIComponent(named);
  } catch {
    // Somebody has written it by hand.
    return named;
  }
}

/** The direct channel of `me` and `other`: their names in order, so that both get the same. */
export function directChannel(me, other) {
  return `dm:${[me, other].sort().join(":")}`;
}

/** The other user in the direct channel `channel` of `me`; null if it is not a channel of two. */
export function partner(channel, me) {
  const [kind, ...names] = channel.split(":");
  const others = names.filter((name) => name !== me);
  return kind === "dm" && names.length === 2 && others.length === 1 ? others[0] : null;
}
