package io.minimost.presence.events;

import java.time.Instant;
import java.util.Optional;

/**
 * A fact as the log keeps it: not what happened in full, but where to look. Immutable.
 *
 * @param token its place in the log; numbers count the facts of all stores on the file, in the order of their commits
 * @param kind what happened
 * @param channel where; empty if it concerns everybody
 * @param user whom it is about, see {@link FactKind}; also empty if he was forgotten since
 * @param key the message, call or share that is to be read again, see {@link FactKind}
 * @param at when, by the clock of the store that wrote it
 */
public record LoggedFact(
        FactPosition token,
        FactKind kind,
        Optional<String> channel,
        Optional<String> user,
        Optional<String> key,
        Instant at) {
    /** The number of the fact in its log. */
    public long sequence() {
        return token.sequence();
    }
}
