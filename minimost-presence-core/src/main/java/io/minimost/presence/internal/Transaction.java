package io.minimost.presence.internal;

import io.minimost.presence.values.StoreEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * What a capability can do in a transaction of the database: run SQL and, in a write transaction, publish events. Valid only
 * during the call that receives it.
 *
 * <p>Several operations share one transaction of SQLite. If one fails, the others run again, so an operation must keep no
 * state outside this object and the database.
 */
public final class Transaction {
    private final SqliteConnection connection;
    private final List<StoreEvent> events = new ArrayList<>(2);

    Transaction(SqliteConnection connection) {
        this.connection = connection;
    }

    /** The SQL object, attached to the connection of this transaction. */
    public <T> T sql(Dao<T> dao) {
        return connection.sql(dao);
    }

    /** Publishes {@code event} after the commit; not at all if there is none. */
    public void publish(StoreEvent event) {
        events.add(event);
    }

    /** Runs {@code callbacks} for the published events, but not for the events that the callbacks publish. */
    void runPublishCallbacks(StoreCallbacks callbacks) {
        int published = events.size();
        for (int i = 0; i < published; i++) {
            callbacks.published(this, events.get(i));
        }
    }

    List<StoreEvent> events() {
        return events;
    }
}
