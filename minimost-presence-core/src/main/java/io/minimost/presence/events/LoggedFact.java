package io.minimost.presence.events;

import io.minimost.presence.values.StoreEvent;
import java.time.Instant;
import java.util.Optional;

/**
 * A fact in the form of the log: not all its details, but what to read again. Immutable.
 *
 * @param position where it is in the log; the sequence counts the facts of all stores on the file, in the order of their commits
 * @param kind what happened
 * @param channel where it happened; empty if it concerns all users
 * @param user the user it is about, see {@link FactKind}; also empty if that user was deleted since
 * @param key the message, call or share to read again, see {@link FactKind}; empty if there is none
 * @param at when it happened, by the clock of the store that wrote it
 */
public record LoggedFact(
        FactPosition position,
        FactKind kind,
        Optional<String> channel,
        Optional<String> user,
        Optional<String> key,
        Instant at)
        implements StoreEvent {
    /** The number of the fact in its log, from 1. */
    public long sequence() {
        return position.sequence();
    }
}
