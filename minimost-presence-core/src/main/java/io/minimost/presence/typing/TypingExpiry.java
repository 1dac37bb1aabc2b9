package io.minimost.presence.typing;

import io.minimost.presence.events.PresenceEvent.TypingStopped;
import io.minimost.presence.events.PresenceEvent.TypingStopped.Reason;
import io.minimost.presence.internal.ChangeScope;
import io.minimost.presence.internal.Dao;
import io.minimost.presence.internal.Database;
import io.minimost.presence.internal.Durability;
import io.minimost.presence.internal.Keys;
import io.minimost.presence.internal.SmallPieces;
import io.minimost.presence.internal.Transaction;
import io.minimost.presence.values.StoreEvent;
import java.time.Instant;
import java.util.List;

/** Deletes the rows of users who type no longer, and publishes {@link TypingStopped} for each. */
final class TypingExpiry {
    /** How many rows are looked for at once. */
    private static final int PAGE = 1000;

    private static final Keys KEYS = Keys.NONE.changing(TypingExpiry::stoppedIn);

    private final Database database;
    private final Dao<TypingSql> typing;
    private final Dao<PostgresTypingSql> postgres;
    private final SmallPieces pieces;

    TypingExpiry(Database database, Dao<TypingSql> typing, Dao<PostgresTypingSql> postgres) {
        this.database = database;
        this.typing = typing;
        this.postgres = postgres;
        pieces = new SmallPieces(database);
    }

    /** Deletes all rows outside of the window from {@code oldest} to {@code newest}. */
    void publish(long oldest, long newest, Instant now) {
        if (database.reachesOtherNodes()) {
            // Each statement is a round trip, and none has a lock for all rows.
            database.execute(
                    Durability.EPHEMERAL,
                    KEYS,
                    transaction -> transaction
                            .sql(postgres)
                            .deleteOutside(oldest, newest)
                            .forEach(row -> publish(transaction, row, now)));
            return;
        }
        List<TypingRow> found;
        int deleted;
        do {
            // Reads the table without the write lock.
            found = database.read(typing, sql -> sql.outside(oldest, newest, PAGE));
            deleted = pieces.sum(Durability.EPHEMERAL, some -> KEYS, found, (transaction, row) -> {
                // Unless it was renewed meanwhile, or another process has deleted it.
                int rows = transaction.sql(typing).deleteIfOutside(row.user(), row.channel(), oldest, newest);
                if (rows > 0) {
                    publish(transaction, row, now);
                }
                return rows;
            });
            // Rows that no MiniMost writes may have values that no comparison finds. They are kept.
        } while (found.size() == PAGE && deleted > 0);
    }

    private static void publish(Transaction transaction, TypingRow row, Instant now) {
        transaction.publish(new TypingStopped(row.channel(), row.user(), Reason.EXPIRED, now));
    }

    /** Each deleted row is an event. */
    private static ChangeScope stoppedIn(List<StoreEvent> events) {
        return ChangeScope.typing(events.stream()
                .map(event -> ((TypingStopped) event).channel())
                .distinct()
                .toList());
    }
}
