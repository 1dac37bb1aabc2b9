package io.minimost.presence.reactions;

import java.util.List;

/**
 * One reaction to a message. Immutable.
 *
 * @param emoji its name
 * @param reactors who reacted so, in byte order; at least one
 */
public record Reaction(String emoji, List<String> reactors) {
    /** Copies the list. */
    public Reaction {
        reactors = List.copyOf(reactors);
    }

    /** How many reacted so. */
    public int count() {
        return reactors.size();
    }

    /** Whether {@code user} is one of them. */
    public boolean isBy(String user) {
        return reactors.contains(user);
    }
}
