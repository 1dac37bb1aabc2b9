package io.minimost.presence.internal;

import io.minimost.presence.values.StoreEvent;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A handler that is registered for events of a type. A class, not a record: two registrations of one handler are two listeners. */
final class EventListener<E extends StoreEvent> {
    private static final Logger LOG = LoggerFactory.getLogger(EventListener.class);

    private final Class<E> type;
    private final Consumer<? super E> handler;
    private final Predicate<? super E> ready;

    EventListener(Class<E> type, Consumer<? super E> handler, Predicate<? super E> ready) {
        this.type = type;
        this.handler = handler;
        this.ready = ready;
    }

    boolean isReady(StoreEvent event) {
        return !type.isInstance(event) || ready.test(type.cast(event));
    }

    boolean wants(StoreEvent event) {
        return type.isInstance(event);
    }

    /** Whether it wants all events of {@code events}. */
    boolean wantsAll(Class<?> events) {
        return type.isAssignableFrom(events);
    }

    void offer(StoreEvent event) {
        if (!type.isInstance(event)) {
            return;
        }
        try {
            handler.accept(type.cast(event));
        } catch (Throwable failure) {
            // The change is committed, and the failure must not affect its caller or other listeners.
            LOG.error("A listener failed on {}", event, failure);
        }
    }
}
