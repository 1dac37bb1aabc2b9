package io.minimost.presence.internal;

import java.util.Collection;
import java.util.List;

/**
 * A part of what a store answers: what a commit may have changed, or what an answer depends on. Answers about a channel have a
 * scope of their own only where channels change often; everything else changes with {@link #EVERYTHING}. Immutable.
 */
public final class ChangeScope {
    enum Kind {
        NOTHING,
        EVERYTHING,
        ONLINE,
        TYPING,
        RECEIPTS
    }

    /** Nothing that has a version: for a commit that no such answer shows, and for answers that only the rest changes. */
    public static final ChangeScope NOTHING = new ChangeScope(Kind.NOTHING, List.of());

    /** Everything: what a commit has changed that says nothing else. */
    public static final ChangeScope EVERYTHING = new ChangeScope(Kind.EVERYTHING, List.of());

    /** Who is listed as online, and in which state. */
    public static final ChangeScope ONLINE = new ChangeScope(Kind.ONLINE, List.of(""));

    private final Kind kind;
    private final Collection<String> names;

    private ChangeScope(Kind kind, Collection<String> names) {
        this.kind = kind;
        this.names = names;
    }

    /** Who is typing in {@code channel}. */
    public static ChangeScope typing(String channel) {
        return new ChangeScope(Kind.TYPING, List.of(channel));
    }

    /** Who is typing in each of {@code channels}. */
    public static ChangeScope typing(Collection<String> channels) {
        return new ChangeScope(Kind.TYPING, channels);
    }

    /** Who has read or received what in {@code channel}. */
    public static ChangeScope receipts(String channel) {
        return new ChangeScope(Kind.RECEIPTS, List.of(channel));
    }

    Kind kind() {
        return kind;
    }

    Collection<String> names() {
        return names;
    }
}
