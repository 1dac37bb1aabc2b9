package io.minimost.presence.events;

import java.util.List;

/** The result of {@link Events#since}. Immutable. */
public sealed interface Facts {
    /**
     * Facts in the order of their sequence. None is missing between the requested position and {@code next}.
     *
     * @param facts the facts that pass the filter; may be empty even if there are more
     * @param next the position to continue from
     * @param more whether the log may contain facts after {@code next}
     */
    record Page(List<LoggedFact> facts, FactPosition next, boolean more) implements Facts {
        /** Copies the list. */
        public Page {
            facts = List.copyOf(facts);
        }
    }

    /**
     * The facts after the position cannot be replayed: they are pruned, or the position belongs to another log. Call
     * {@link Events#latest()}, then read everything again, then continue from that position.
     */
    record Resync() implements Facts {}
}
