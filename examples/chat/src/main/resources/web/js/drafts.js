/** What was written and is not sent yet, channel by channel. */
const PREFIX = "drafts:";

const drafts = new Map(unpack());

export function draftOf(channel) {
  return drafts.get(channel) ?? "";
}

export function keepDraft(channel, text) {
  drafts.set(channel, text);
}

/** Before the window goes on at another node: its name is all that survives the change of the address. */
export function packDrafts() {
  window.name = PREFIX + JSON.stringify([...drafts]);
}

function unpack() {
  const packed = window.name;
  if (!packed.startsWith(PREFIX)) {
    return [];
  }
  window.name = "";
  return JSON.parse(packed.slice(PREFIX.length));
}
