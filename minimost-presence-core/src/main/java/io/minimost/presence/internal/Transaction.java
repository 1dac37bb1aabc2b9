package io.minimost.presence.internal;

import java.util.ArrayList;
import java.util.List;

/**
 * One unit of work inside a write transaction: what a room may do there; or, where no more is asked for, the connection of
 * one that only reads. Valid only during the call that received it.
 *
 * <p>A unit may run more than once before it is committed (if another unit that shared its transaction failed), so it
 * must keep no state outside of this object and the database.
 */
public final class Transaction {
    private final SqliteConnection connection;
    private final List<Object> events = new ArrayList<>(2);

    Transaction(SqliteConnection connection) {
        this.connection = connection;
    }

    /** The SQL object, attached to the connection of this transaction. */
    public <T> T sql(Dao<T> dao) {
        return connection.sql(dao);
    }

    /** Announces {@code event} once this unit is committed, and not at all if it is not. */
    public void publish(Object event) {
        events.add(event);
    }

    /** Lets {@code callbacks} write down what was announced. What they announce themselves is not written down in turn. */
    void runPublishCallbacks(StoreCallbacks callbacks) {
        int announced = events.size();
        for (int i = 0; i < announced; i++) {
            callbacks.published(this, events.get(i));
        }
    }

    List<Object> events() {
        return events;
    }
}
