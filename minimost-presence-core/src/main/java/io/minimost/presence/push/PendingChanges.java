package io.minimost.presence.push;

import io.minimost.presence.host.HostEvent;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
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
        boolean isNewsLost;

        /** The cursor of the newest publication that had one, even if it was dropped. */
        Optional<String> lastCursor = Optional.empty();

        /** When the first of them was made, by {@link System#nanoTime()}; empty if nothing has changed. */
        OptionalLong changedNanos = OptionalLong.empty();

        /** They are sent, or all connections end, once only, even if the rest of the batch is put back. */
        void forgetPublications() {
            publications.clear();
            hasOverflowed = false;
            isNewsLost = false;
        }
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
        addChange();
        published++;
        batch.lastCursor = event.cursor().or(() -> batch.lastCursor);
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
        addChange();
        batch.topics.add(key);
    }

    /** Something was committed, whatever it is. */
    synchronized void addChange() {
        if (batch.changedNanos.isEmpty()) {
            batch.changedNanos = OptionalLong.of(System.nanoTime());
        }
    }

    synchronized void addCaughtUp(EventConnection connection) {
        batch.caughtUp.add(connection);
    }

    synchronized void addExternalChange() {
        batch.externalChange = true;
    }

    /** Hubs of other nodes have published, or disconnected, and nobody knows what. */
    synchronized void addNewsLost() {
        batch.isNewsLost = true;
    }

    /** Adds what was not broadcast, before everything that has changed since. */
    synchronized void putBack(Batch earlier) {
        earlier.publications.addAll(batch.publications);
        earlier.topics.addAll(batch.topics);
        earlier.caughtUp.addAll(batch.caughtUp);
        earlier.externalChange |= batch.externalChange;
        earlier.changedNanos = earlier.changedNanos.isPresent() ? earlier.changedNanos : batch.changedNanos;
        earlier.hasOverflowed |= batch.hasOverflowed;
        earlier.isNewsLost |= batch.isNewsLost;
        earlier.lastCursor = batch.lastCursor.or(() -> earlier.lastCursor);
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
