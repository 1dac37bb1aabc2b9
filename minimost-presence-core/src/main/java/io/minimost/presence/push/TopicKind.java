package io.minimost.presence.push;

import java.util.Locale;

/**
 * The kinds of current values that a connection receives. The event of each has its name in lower case, as MiniMost
 * has them.
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
    /** Of a direct or private channel: the presence of its people. MiniMost has no such event. */
    MEMBER_PRESENCE,
    /** Of a user whom others look at: their presence. MiniMost has no such event. */
    PRESENCE,
    /** Of all users: who is online, and in which state. */
    ONLINE_USERS,
    /** Of all users: their statuses. MiniMost has none. */
    STATUSES,
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
        return compareTo(MEMBER_PRESENCE) <= 0;
    }

    /** The first of the kinds of topics about the same channel or user that the same connections watch, but for a few. */
    TopicKind group() {
        return switch (this) {
            case ONLINE_USERS, STATUSES -> ONLINE_USERS;
            case READ_POINTS, PRIVATE_CHANNELS, INCOMING_CALLS -> READ_POINTS;
            case PRESENCE -> PRESENCE;
            default -> TYPING;
        };
    }

    /**
     * How many are read together, which locks them meanwhile. Those whose values are long are fewer, because all of them are in
     * memory then.
     */
    int together() {
        return switch (this) {
            case MEMBER_PRESENCE, PRIVATE_CHANNELS -> 50;
            default -> 250;
        };
    }

    /** Whether it may be skipped for a client that reads too slowly. The client receives it later. */
    boolean isDispensable() {
        return switch (this) {
            case TYPING, ONLINE_USERS, STATUSES, PRESENCE, MEMBER_PRESENCE -> true;
            default -> false;
        };
    }
}
