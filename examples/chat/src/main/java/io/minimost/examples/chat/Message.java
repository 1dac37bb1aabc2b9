package io.minimost.examples.chat;

/**
 * A message. Its channel and its time identify it.
 *
 * @param ts seconds since 1970, as MiniMost has them; unique in the channel
 */
public record Message(long id, String channel, String sender, String content, double ts) {}
