package io.minimost.presence.stats;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What this store object has done since it was opened. Other stores on the same database count for themselves.
 *
 * @param calls the calls to the database, by kind; has every kind
 * @param batches how writes share commits
 * @param busyRefusals calls that failed with {@link io.minimost.presence.errors.PresenceStoreException.Busy}
 * @param retries how often a commit was tried again, because others were in its way or the server had closed the connection;
 *     its callers noticed nothing
 * @param asynchronous the calls whose callers do not wait
 * @param listeners the events that wait for the host's listeners
 * @param sweeps the store's own upkeep, five times a second
 */
public record StoreActivity(
        Map<CallKind, Calls> calls,
        Batches batches,
        long busyRefusals,
        long retries,
        Asynchronous asynchronous,
        Listeners listeners,
        Sweeps sweeps) {
    /** Copies the map. */
    public StoreActivity {
        Map<CallKind, Calls> copy = new EnumMap<>(CallKind.class);
        copy.putAll(calls);
        calls = Collections.unmodifiableMap(copy);
    }

    /**
     * The calls of one kind.
     *
     * @param latency from the call until it returns or throws: with the wait for others, and the listeners that it runs itself
     * @param failures those that threw a {@link io.minimost.presence.errors.PresenceStoreException}; they are in {@code latency},
     *     too
     */
    public record Calls(LatencyStats latency, long failures) {}

    /**
     * What was committed together. A caller that finds the database free commits alone; those who arrive meanwhile are the next
     * batch. In PostgreSQL, a batch is a commit for each kind of frequent write in it, and one for the others.
     *
     * @param count the number of batches
     * @param calls the writes in them
     * @param largest the most writes in one batch, at most 512
     */
    public record Batches(long count, long calls, long largest) {}

    /**
     * The calls of {@link io.minimost.presence.PresenceStore#async}. What they write is in the calls and batches, too.
     *
     * @param waiting those that are not complete
     * @param refused those that failed at once, because too many were waiting
     */
    public record Asynchronous(long waiting, long refused) {}

    /**
     * The delivery of events to the host's listeners. What is pushed to clients does not wait here.
     *
     * @param waiting events that not all listeners have handled yet, including the one that is being handled; at most 10,000
     * @param lag the age of the oldest of them; zero if there is none
     * @param dropped events that were dropped because too many were waiting; listeners were asked to read again instead
     */
    public record Listeners(long waiting, Duration lag, long dropped) {}

    /**
     * The sweeps, which end what time ends, and delete what is kept no longer.
     *
     * @param latency how many there were, and how long they took; failed ones included
     * @param failures those that failed; the next one tries again
     * @param ended what they have found to be over, such as typing, sessions and calls: the number of events that they published
     * @param sinceLast how long ago the last one ended; empty before the first one
     */
    public record Sweeps(LatencyStats latency, long failures, long ended, Optional<Duration> sinceLast) {}
}
