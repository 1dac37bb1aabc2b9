/**
 * What screen readers read out by themselves: new messages, who is typing. It has a region of its own, because everything that is
 * shown anew elsewhere (ticks, reactions, the messages of another channel) would be read out, too.
 */
import { byId } from "./dom.js";

/** How long nothing is said about what changes all the time. */
const QUIET = 15_000;
const MANY = 3;

let saidRarely = -Infinity;

export function announce(text) {
  byId("announcer").textContent = text;
}

/** Announces `text` unless something was announced in this way a moment ago. */
export function announceRarely(text) {
  if (text && Date.now() - saidRarely > QUIET) {
    saidRarely = Date.now();
    announce(text);
  }
}

/** Announces the messages of others; their number, if they are many. */
export function announceMessages(messages) {
  if (messages.length > 0) {
    const said = messages.map(({ sender, content }) => `${sender}: ${content}`);
    announce(said.length > MANY ? `${said.length} new messages` : said.join("\n"));
  }
}
