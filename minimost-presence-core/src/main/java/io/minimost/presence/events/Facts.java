package io.minimost.presence.events;

import java.util.List;

/** What {@link Events#since} answers. */
public sealed interface Facts {
    /**
     * Facts in the order of their sequence. None is missing between the token that was asked with and {@code next}.
     *
     * @param facts those that pass the filter; may be empty even if there is more
     * @param next the token to go on with
     * @param more whether the log may hold facts behind {@code next}
     */
    record Page(List<LoggedFact> facts, FactPosition next, boolean more) implements Facts {
        /** Copies the list. */
        public Page {
            facts = List.copyOf(facts);
        }
    }

    /**
     * What came after the token is not known: it is older than what the log still holds, or belongs to another file. Take
     * {@link Events#latest()}, then read everything anew, then go on from there.
     */
    record Resync() implements Facts {}
}
