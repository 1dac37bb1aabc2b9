package io.minimost.presence.events;

import io.minimost.presence.internal.Database;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * The facts of a store, for listeners in the same process.
 *
 * <p><b>Promised:</b> an event is delivered after its change is committed and visible to every process, in the order of
 * the commits, one at a time, to all listeners of its type. A listener that throws is logged and disturbs nobody.
 *
 * <p><b>Not promised:</b> which thread delivers. It is one that has just committed, usually but not always the one that
 * caused the event, or the store's timer. Do not block in a listener: events queue up behind it, while writes go on. A
 * listener may call the store; the events of such a call follow after the current one. Events that are still queued when
 * the store is closed are lost. Changes by other processes arrive only as {@link PresenceEvent.ChangedElsewhere}.
 *
 * <p>Thread-safe.
 */
public final class Events {
    private final Database database;

    /** For {@code PresenceStore}, which hands this out. */
    public Events(Database database) {
        this.database = database;
    }

    /**
     * Calls {@code handler} for each event of {@code type} from now on, until the subscription is closed.
     *
     * @param type a kind of event, or {@link PresenceEvent} for all of them
     */
    public <E extends PresenceEvent> Subscription on(Class<E> type, Consumer<? super E> handler) {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(handler, "handler");
        return database.listen(type, handler)::run;
    }
}
