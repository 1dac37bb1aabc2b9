package io.minimost.presence.push;

import io.minimost.presence.host.HostEvent;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The changes since the last broadcast. Thread-safe, and fast: its callers have just committed something. */
final class PendingChanges {
    /**
     * More events than a busy second has. Beyond that, all connections end, and their clients ask for the events again.
     */
    private static final int MAX_PUBLICATIONS = 20_000;

    private Batch batch = new Batch();
    private long published;

    /** The changes of some time. Publications are in the order in which they were made. Facts are in the log. */
    static final class Batch {
        final List<Publication> publications = new ArrayList<>();
        final Set<TopicKey> topics = new LinkedHashSet<>();
        final List<EventConnection> caughtUp = new ArrayList<>();
        boolean externalChange;
        boolean hasOverflowed;
    }

    /**
     * A published event of the host.
     *
     * @param number how many events were published, this one included
     * @param asOf the number of {@link Revocations} when it was published
     * @param user the only user to receive it; null for all users of its channel
     */
    record Publication(
            long number,
            long asOf,
            HostEvent event,
            @Nullable String user) {
        Optional<String> onlyUser() {
            return Optional.ofNullable(user);
        }
    }

    synchronized void addPublication(HostEvent event, long asOf, @Nullable String user) {
        published++;
        if (!batch.hasOverflowed && batch.publications.size() < MAX_PUBLICATIONS) {
            batch.publications.add(new Publication(published, asOf, event, user));
        } else {
            batch.hasOverflowed = true;
        }
    }

    /** The number of events that the host has published. */
    synchronized long publishedCount() {
        return published;
    }

    synchronized void addTopic(TopicKey key) {
        batch.topics.add(key);
    }

    synchronized void addCaughtUp(EventConnection connection) {
        batch.caughtUp.add(connection);
    }

    synchronized void addExternalChange() {
        batch.externalChange = true;
    }

    /** Adds what was not broadcast, before everything that has changed since. */
    synchronized void putBack(Batch earlier) {
        earlier.publications.addAll(batch.publications);
        earlier.topics.addAll(batch.topics);
        earlier.caughtUp.addAll(batch.caughtUp);
        earlier.externalChange |= batch.externalChange;
        earlier.hasOverflowed |= batch.hasOverflowed;
        batch = earlier;
        if (batch.publications.size() > MAX_PUBLICATIONS) {
            batch.hasOverflowed = true;
        }
        if (batch.hasOverflowed) {
            batch.publications.clear(); // All connections end, and their clients ask for the events again.
        }
    }

    synchronized Batch take() {
        Batch taken = batch;
        batch = new Batch();
        return taken;
    }
}
