package io.minimost.presence.internal;

import io.minimost.presence.values.StoreEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One of the calls that a {@link Merge} does together. */
public final class MergedCall<A, R> {
    private final A argument;
    private final long mark;
    private final List<StoreEvent> events = new ArrayList<>(2);
    private Optional<R> result = Optional.empty();

    MergedCall(A argument, long mark) {
        this.argument = argument;
        this.mark = mark;
    }

    /** What the call asks for. */
    public A argument() {
        return argument;
    }

    /** The position in the log of facts when the host was asked; {@link Long#MAX_VALUE} if it was not asked. */
    public long mark() {
        return mark;
    }

    /** Publishes {@code event} after the commit. */
    public void publish(StoreEvent event) {
        events.add(event);
    }

    /** The work of this call is done. */
    public void complete(R value) {
        result = Optional.of(value);
    }

    Optional<R> result() {
        return result;
    }

    List<StoreEvent> events() {
        return events;
    }
}
