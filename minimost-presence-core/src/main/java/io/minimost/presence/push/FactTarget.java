package io.minimost.presence.push;

/**
 * What a fact is about, apart from the topics that it changes. Several facts about one target are sent as one event.
 */
sealed interface FactTarget {
    /** The reactions to a message, which is identified by its time. */
    record Message(String channel, String time) implements FactTarget {}

    /** The state of a call. */
    record OneCall(String id) implements FactTarget {}

    /** The signals that wait for a user in a call or screen share. */
    record Mailbox(String user, String channel, String session) implements FactTarget {}

    /**
     * What {@code user} has lost with their membership: their part in calls, and everything that they see of the
     * channel.
     */
    record Membership(String user, String channel) implements FactTarget {}

    /** Everything about a channel. */
    record WholeChannel(String channel) implements FactTarget {}

    /** Everything. */
    record Everything() implements FactTarget {}
}
