package io.minimost.presence.test;

import io.minimost.presence.events.PresenceEvent;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.assertj.core.api.AbstractListAssert;
import org.assertj.core.api.ObjectAssert;

/**
 * Assertions on events, in the order in which they were published: those of a list, for instance {@code containsExactly}, on all of
 * them or on those of one kind.
 *
 * @param <E> the kind of events
 */
public final class RecordedEventsAssert<E extends PresenceEvent>
        extends AbstractListAssert<RecordedEventsAssert<E>, List<? extends E>, E, ObjectAssert<E>> {
    RecordedEventsAssert(List<? extends E> events) {
        super(events, RecordedEventsAssert.class);
    }

    /** The same for the events of {@code type} only. */
    public <T extends PresenceEvent> RecordedEventsAssert<T> ofType(Class<T> type) {
        Objects.requireNonNull(type, "type");
        return narrowed(
                type.getSimpleName(),
                actual.stream().filter(type::isInstance).map(type::cast).toList());
    }

    /** The same for the events that happened at {@code time} only. */
    public RecordedEventsAssert<E> at(Instant time) {
        Objects.requireNonNull(time, "time");
        return narrowed("events at " + time, only(event -> event.at().equals(time)));
    }

    /** Checks that no event happened before the one that was published before it. */
    public RecordedEventsAssert<E> areInOrderOfTime() {
        return isSortedAccordingTo((one, other) -> one.at().compareTo(other.at()));
    }

    private List<E> only(Predicate<E> condition) {
        return actual.stream().<E>map(event -> event).filter(condition).toList();
    }

    private <T extends PresenceEvent> RecordedEventsAssert<T> narrowed(String what, List<T> some) {
        String before = info.descriptionText();
        String description = before.isEmpty() ? what + " among " + actual : before;
        return new RecordedEventsAssert<>(some).as("%s", description);
    }

    @Override
    protected ObjectAssert<E> toAssert(E event, String description) {
        return new ObjectAssert<>(event).as("%s", description);
    }

    @Override
    protected RecordedEventsAssert<E> newAbstractIterableAssert(Iterable<? extends E> events) {
        return new RecordedEventsAssert<>(StreamSupport.stream(events.spliterator(), false)
                .<E>map(event -> event)
                .toList());
    }
}
