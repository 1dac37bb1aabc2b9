package io.minimost.presence.internal;

import java.util.Optional;

/**
 * What a node tells the others beside the facts.
 *
 * @param kind what it is about
 * @param channel where it happened; empty if it concerns no channel
 * @param user the only user it is for; empty if it is for all
 * @param body what the kind needs; empty if it needs nothing
 */
public record NodeNews(Kind kind, Optional<String> channel, Optional<String> user, Optional<String> body) {
    /** The kinds of news. */
    public enum Kind {
        /** Who types in a channel has changed. */
        TYPING,
        /** What others see of a user has changed: the body is their name. */
        PRESENCE,
        /** What somebody has received in a channel has changed. */
        DELIVERY,
        /** What a user has read of a channel in their own eyes has changed. */
        READ_POINT,
        /** An event of the host. */
        MESSAGE
    }

    /** That who types in {@code channel} has changed. */
    public static NodeNews typing(String channel) {
        return new NodeNews(Kind.TYPING, Optional.of(channel), Optional.empty(), Optional.empty());
    }

    /** That somebody has received messages of {@code channel}. */
    public static NodeNews delivery(String channel) {
        return new NodeNews(Kind.DELIVERY, Optional.of(channel), Optional.empty(), Optional.empty());
    }

    /** That what {@code user} has read of {@code channel} in their own eyes has changed. */
    public static NodeNews readPoint(String channel, String user) {
        return new NodeNews(Kind.READ_POINT, Optional.of(channel), Optional.of(user), Optional.empty());
    }

    /** That what others see of {@code user} has changed. An older node sends it without the user. */
    public static NodeNews presence(String user) {
        return new NodeNews(Kind.PRESENCE, Optional.empty(), Optional.empty(), Optional.of(user));
    }

    /** Whether the same news later says all that this one says. */
    boolean isState() {
        return kind != Kind.MESSAGE;
    }

    /** How many characters the body has. */
    int length() {
        return body.map(String::length).orElse(0);
    }
}
