package io.minimost.presence.reactions;

import java.util.List;

/**
 * One reaction to a message, with the users who added it. Immutable.
 *
 * @param emoji the name of the reaction, see {@link io.minimost.presence.values.ReactionName}
 * @param reactors the users who added it, in byte order; at least one
 */
public record Reaction(String emoji, List<String> reactors) {
    /** Copies the list. */
    public Reaction {
        reactors = List.copyOf(reactors);
    }

    /** How many users added it. */
    public int count() {
        return reactors.size();
    }

    /** Whether {@code user} is one of the reactors. */
    public boolean isBy(String user) {
        return reactors.contains(user);
    }
}
