package io.minimost.presence.push;

import io.minimost.presence.host.HostEvent;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What has been heard of since it was last asked. Thread-safe, and quick: those who tell it have just committed something. */
final class PendingChanges {
    /** More than a busy second of events; who is that far behind asks for them anew. */
    private static final int MAX_PUBLICATIONS = 20_000;

    private Batch batch = new Batch();
    private long published;

    /** Everything heard of in some time. Publications are in the order in which they were made; facts are in the log. */
    static final class Batch {
        final List<Publication> publications = new ArrayList<>();
        final Set<TopicKey> topics = new LinkedHashSet<>();
        final List<EventConnection> caughtUp = new ArrayList<>();
        boolean externalChange;
        boolean tooMany;
    }

    /**
     * An event of the host's own.
     *
     * @param number how many were published with it
     * @param asOf how many {@link Revocations} there had been then
     * @param user for whom; null for all whom its channel concerns
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

    synchronized void publish(HostEvent event, long asOf, @Nullable String user) {
        published++;
        if (batch.publications.size() < MAX_PUBLICATIONS) {
            batch.publications.add(new Publication(published, asOf, event, user));
        } else {
            batch.tooMany = true;
        }
    }

    /** How many events the host has published. */
    synchronized long published() {
        return published;
    }

    synchronized void topic(TopicKey key) {
        batch.topics.add(key);
    }

    synchronized void caughtUp(EventConnection stream) {
        batch.caughtUp.add(stream);
    }

    synchronized void externalChange() {
        batch.externalChange = true;
    }

    synchronized Batch take() {
        Batch taken = batch;
        batch = new Batch();
        return taken;
    }
}
