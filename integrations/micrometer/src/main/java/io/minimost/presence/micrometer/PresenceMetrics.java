package io.minimost.presence.micrometer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.minimost.presence.PresenceStore;
import io.minimost.presence.push.EventHub;
import java.util.Objects;
import java.util.Optional;

/**
 * The figures of a store, and of the hub that pushes its events, as meters with names that begin with
 * {@code minimost.presence}. {@code docs/operations.md} lists them.
 *
 * <pre>{@code
 * PresenceMetrics.of(store).withHub(hub).bindTo(registry);
 * }</pre>
 *
 * <p>The counters of a store are read at most once a second, and its database is asked at most every 30 seconds, however many
 * meters are read. A store that does not answer keeps its last values; a value that was never known is NaN. The meters keep
 * working when the store was closed, with their last values. They hold on to the store; of a store that is opened and closed again
 * and again, remove them from the registry. Immutable and thread-safe.
 */
public final class PresenceMetrics implements MeterBinder {
    private final PresenceStore store;
    private final Optional<EventHub> hub;
    private final Tags tags;

    private PresenceMetrics(PresenceStore store, Optional<EventHub> hub, Tags tags) {
        this.store = store;
        this.hub = hub;
        this.tags = tags;
    }

    /** The meters of {@code store}. */
    public static PresenceMetrics of(PresenceStore store) {
        return new PresenceMetrics(Objects.requireNonNull(store, "store"), Optional.empty(), Tags.empty());
    }

    /** The same, and the meters of {@code pushing}; those of a {@code PresenceFilter} are of its {@code hub()}. */
    public PresenceMetrics withHub(EventHub pushing) {
        return new PresenceMetrics(store, Optional.of(Objects.requireNonNull(pushing, "hub")), tags);
    }

    /** The same meters, each with {@code more} tags: what tells this store from others in the same registry. */
    public PresenceMetrics withTags(Iterable<? extends Tag> more) {
        return new PresenceMetrics(store, hub, tags.and(Objects.requireNonNull(more, "tags")));
    }

    /** Registers the meters. Asks the database once. */
    @Override
    public void bindTo(MeterRegistry registry) {
        new StoreMeters(registry, tags, store).register();
        new DatabaseMeters(registry, tags, store).register();
        hub.ifPresent(pushing -> new HubMeters(registry, tags, pushing).register());
    }
}
