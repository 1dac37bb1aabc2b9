package io.minimost.presence.typing;

/** A row of {@code typing}. */
record TypingRow(String user, String channel, long ts) {}
