package io.minimost.presence.push;

import java.util.Locale;

/** What a stream shows of the present, each in an event of that name in lower case, as MiniMost has them. */
enum TopicKind {
    /** Of a channel: who is typing. */
    TYPING,
    /** Of a channel: how far everybody has read. */
    READ_RECEIPTS,
    /** Of a channel: whose screens can be seen. */
    SCREENSHARES,
    /** Of a direct or private channel: its live call. */
    ACTIVE_CALL,
    /** Of everybody: who is here, and how. */
    ONLINE_USERS,
    /** Of a user: his private channels. */
    PRIVATE_CHANNELS,
    /** Of a user: the calls that ring for him. */
    INCOMING_CALLS;

    private final String event = name().toLowerCase(Locale.ROOT);

    String event() {
        return event;
    }

    boolean isOfChannel() {
        return compareTo(ACTIVE_CALL) <= 0;
    }

    /** Whether a client that reads too slowly may miss it for a while. */
    boolean isDispensable() {
        return this == TYPING || this == ONLINE_USERS;
    }
}
