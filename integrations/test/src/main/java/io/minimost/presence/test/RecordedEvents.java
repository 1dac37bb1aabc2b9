package io.minimost.presence.test;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.errors.PresenceStoreException;
import io.minimost.presence.events.PresenceEvent;
import io.minimost.presence.events.Subscription;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.assertj.core.api.AssertProvider;

/**
 * The events of a store, in the order in which they were published, from the moment it was opened.
 *
 * <pre>{@code
 * assertThat(events).ofType(TypingStarted.class).hasSize(1);
 * TypingStopped stopped = events.await(TypingStopped.class);
 * }</pre>
 *
 * <p>Whatever this store has committed before one of these methods is called is in the result, also if another thread delivers it.
 * What other stores and threads are yet to do can be awaited. No method takes or returns null. Thread-safe.
 */
public final class RecordedEvents implements AssertProvider<RecordedEventsAssert<PresenceEvent>>, AutoCloseable {
    /** How long a test waits, unless it says otherwise: ten seconds. */
    public static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(10);

    private final Recording<PresenceEvent> recording = new Recording<>();
    private final Map<PresenceStore, Subscription> stores = new ConcurrentHashMap<>();
    private volatile Duration patience = DEFAULT_PATIENCE;

    RecordedEvents() {}

    /** Records the events of {@code store} from now on, until it is closed. */
    public static RecordedEvents of(PresenceStore store) {
        RecordedEvents events = new RecordedEvents();
        events.record(store);
        return events;
    }

    /** Records another store, too. */
    void record(PresenceStore store) {
        stores.put(store, store.events().on(PresenceEvent.class, recording::add));
    }

    /** Sets how long the methods called {@code await} wait. Returns this. */
    public RecordedEvents withPatience(Duration atMost) {
        patience = Objects.requireNonNull(atMost, "patience");
        return this;
    }

    /** All events since the start, or since they were last cleared. */
    public List<PresenceEvent> all() {
        awaitDelivered();
        return recording.all();
    }

    /** Those of one kind. */
    public <E extends PresenceEvent> List<E> ofType(Class<E> type) {
        return ofType(type, all());
    }

    /** All events, which are cleared. */
    public List<PresenceEvent> take() {
        awaitDelivered();
        return recording.take();
    }

    /** Forgets all events. */
    public void clear() {
        take();
    }

    /**
     * The first event of {@code type}; waits for it if there is none.
     *
     * @throws AssertionError if there is none in time; its message lists what was recorded
     */
    public <E extends PresenceEvent> E await(Class<E> type) {
        return await(type, event -> true);
    }

    /** The same for the first event of {@code type} that passes {@code condition}. */
    public <E extends PresenceEvent> E await(Class<E> type, Predicate<? super E> condition) {
        Objects.requireNonNull(condition, "condition");
        return recording
                .await(
                        patience,
                        all -> ofType(type, all).stream().filter(condition).findFirst())
                .orElseThrow(() -> missing("no " + type.getSimpleName() + " that passes"));
    }

    /** The same for {@code count} events of {@code type}: returns all that there are then. */
    public <E extends PresenceEvent> List<E> await(int count, Class<E> type) {
        return recording
                .await(patience, all -> Optional.of(ofType(type, all)).filter(found -> found.size() >= count))
                .orElseThrow(() -> missing("fewer than " + count + " " + type.getSimpleName()));
    }

    /** What AssertJ calls for {@code assertThat(events)}. */
    @Override
    public RecordedEventsAssert<PresenceEvent> assertThat() {
        return new RecordedEventsAssert<>(all());
    }

    /** Stops recording. What was recorded stays. */
    @Override
    public void close() {
        stores.values().forEach(Subscription::close);
        stores.clear();
    }

    private AssertionError missing(String what) {
        return new AssertionError(what + " within " + Recording.seconds(patience) + "; recorded: " + recording.all());
    }

    private void awaitDelivered() {
        for (PresenceStore store : stores.keySet()) {
            try {
                Delivery.await(store);
            } catch (PresenceStoreException.Closed e) {
                // It has delivered what it could.
            }
        }
    }

    private static <E extends PresenceEvent> List<E> ofType(Class<E> type, List<PresenceEvent> all) {
        Objects.requireNonNull(type, "type");
        return all.stream().filter(type::isInstance).map(type::cast).toList();
    }

    @Override
    public String toString() {
        return recording.all().toString();
    }
}
