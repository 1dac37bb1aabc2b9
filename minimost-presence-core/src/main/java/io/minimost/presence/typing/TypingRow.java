package io.minimost.presence.typing;

/**
 * A row of {@code typing}.
 *
 * @param rowid names the row until it is deleted, also if no comparison finds what another program has stored as a name
 */
record TypingRow(long rowid, String user, String channel, long ts) {}
