package io.minimost.presence.answers;

import io.minimost.presence.values.ChannelId;

/**
 * What an answer is about.
 *
 * @param name the channel or the user; empty if it is about all
 */
record AnswerKey(Kind kind, String name) {
    /** About {@code user} in {@code channel}. No name has a line feed. */
    static AnswerKey of(Kind kind, ChannelId channel, String user) {
        return new AnswerKey(kind, channel.text() + '\n' + user);
    }

    enum Kind {
        TYPING,
        TYPING_FOR_TYPIST,
        MEMBER,
        ONLINE_USERS,
        READ_RECEIPTS,
        READ_WATERMARKS,
        DELIVERED_WATERMARKS,
        ACTIVE_SHARES,
        PRIVATE_CHANNELS,
        LIVE_CALLS
    }
}
