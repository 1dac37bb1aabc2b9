package io.minimost.presence.push;

import java.util.Locale;

/**
 * The kinds of current values that a connection receives. The event of each has its name in lower case, as in MiniMost.
 */
enum TopicKind {
    /** Of a channel: who is typing. */
    TYPING,
    /** Of a channel: how far each user has read. */
    READ_RECEIPTS,
    /** Of a channel: how far each user has received. */
    DELIVERED_WATERMARKS,
    /** Of a channel: the active screen shares. */
    SCREENSHARES,
    /** Of a direct or private channel: its live call. */
    ACTIVE_CALL,
    /** Of all users: who is online, and in which state. */
    ONLINE_USERS,
    /** Of a user: how far they have read in their own eyes, where that is not what others see. */
    READ_POINTS,
    /** Of a user: their private channels. */
    PRIVATE_CHANNELS,
    /** Of a user: the calls that ring for them. */
    INCOMING_CALLS;

    private final String event = name().toLowerCase(Locale.ROOT);

    String event() {
        return event;
    }

    boolean isOfChannel() {
        return compareTo(ACTIVE_CALL) <= 0;
    }

    /** Whether it may be skipped for a client that reads too slowly. The client receives it later. */
    boolean isDispensable() {
        return this == TYPING || this == ONLINE_USERS;
    }
}
