package io.minimost.presence.answers;

/**
 * What an answer is about.
 *
 * @param name the channel or the user; empty if it is about all
 */
record AnswerKey(Kind kind, String name) {
    enum Kind {
        TYPING,
        ONLINE_USERS,
        READ_RECEIPTS,
        READ_WATERMARKS,
        DELIVERED_WATERMARKS,
        ACTIVE_SHARES,
        PRIVATE_CHANNELS,
        LIVE_CALLS
    }
}
