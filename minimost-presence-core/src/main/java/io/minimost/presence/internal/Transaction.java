package io.minimost.presence.internal;

import io.minimost.presence.values.StoreEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a capability can do in a transaction of the database: run SQL and, in a write transaction, publish events. Valid only
 * during the call that receives it.
 *
 * <p>Several operations may share one transaction. If one fails, the others run again, so an operation must keep no state
 * outside this object and the database.
 */
public final class Transaction {
    private final SqlSession session;
    private final List<StoreEvent> events = new ArrayList<>(2);
    private final @Nullable DeletionMark mark;
    private @Nullable Deletions deletions;
    private OptionalLong lastFact = OptionalLong.empty();
    private boolean concernsMiniMost = true;

    /** A transaction that only reads, or whose writes follow from no question to the host. */
    Transaction(SqlSession session) {
        this(session, null);
    }

    Transaction(SqlSession session, @Nullable DeletionMark mark) {
        this.session = session;
        this.mark = mark;
    }

    /** The SQL object, attached to the connection of this transaction. */
    public <T> T sql(Dao<T> dao) {
        return session.sql(dao);
    }

    /** Publishes {@code event} after the commit; not at all if there is none. */
    public void publish(StoreEvent event) {
        events.add(event);
    }

    /** MiniMost shows nothing of what this transaction writes, so its change counter need not move. */
    public void concernsNoMiniMost() {
        concernsMiniMost = false;
    }

    boolean concernsMiniMost() {
        return concernsMiniMost;
    }

    /** The facts of the published events were written already, in their order; {@code last} is the sequence of the last one. */
    public void factsAreWritten(long last) {
        lastFact = OptionalLong.of(last);
    }

    /** The sequence of the last fact if they were written already. */
    public OptionalLong lastFact() {
        return lastFact;
    }

    /** What was deleted since the caller asked the host. */
    public Deletions deletions() {
        Deletions known = deletions;
        if (known == null) {
            known = mark == null ? Deletions.NONE : mark.since(this);
            deletions = known;
        }
        return known;
    }

    /** Throws if a published event brings back what was deleted since the caller asked the host. */
    void refuseDeleted() {
        if (mark != null) {
            for (StoreEvent event : events) {
                if (deletions().concern(event)) {
                    throw new DeletedMeanwhileException(event, deletions().areKnown());
                }
            }
        }
    }

    /** Runs {@code callbacks} for the published events, but not for the events that the callbacks publish. */
    void runPublishCallbacks(StoreCallbacks callbacks) {
        if (!events.isEmpty()) {
            callbacks.published(this, List.copyOf(events));
        }
    }

    /** Writes the published events to the log, as the last thing that the transaction does. */
    void writeLog(StoreCallbacks callbacks) {
        if (!events.isEmpty()) {
            callbacks.log(this, List.copyOf(events));
        }
    }

    List<StoreEvent> events() {
        return events;
    }
}
