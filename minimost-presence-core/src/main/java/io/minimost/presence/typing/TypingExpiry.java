package io.minimost.presence.typing;

import io.minimost.presence.events.PresenceEvent.TypingStopped;
import io.minimost.presence.events.PresenceEvent.TypingStopped.Reason;
import io.minimost.presence.internal.ChangeScope;
import io.minimost.presence.internal.Dao;
import io.minimost.presence.internal.Database;
import io.minimost.presence.internal.Durability;
import io.minimost.presence.internal.Keys;
import io.minimost.presence.internal.NameList;
import io.minimost.presence.values.StoreEvent;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** Deletes the rows of users who type no longer, and publishes {@link TypingStopped} for each. */
final class TypingExpiry {
    /** So many in one statement: others wait for less than a millisecond, and PostgreSQL needs one round trip. */
    private static final int PIECE = 100;

    private static final Keys KEYS = Keys.NONE.changing(TypingExpiry::stoppedIn);

    private final Database database;
    private final Dao<TypingSql> typing;

    TypingExpiry(Database database, Dao<TypingSql> typing) {
        this.database = database;
        this.typing = typing;
    }

    /** Deletes all rows outside of the window from {@code oldest} to {@code newest}. */
    void publish(long oldest, long newest, Instant now) {
        List<TypingRow> found;
        int deleted;
        do {
            // Reads the table without the write lock.
            found = database.read(typing, sql -> sql.outside(oldest, newest, PIECE));
            deleted = found.isEmpty() ? 0 : delete(found, oldest, newest, now);
        } while (found.size() == PIECE && deleted > 0);
    }

    /** Returns how many there were: some may be renewed meanwhile, or deleted by another process. */
    private int delete(List<TypingRow> found, long oldest, long newest, Instant now) {
        String rows = found.stream()
                .map(row ->
                        "[" + row.rowid() + "," + NameList.text(row.user()) + "," + NameList.text(row.channel()) + "]")
                .collect(Collectors.joining(",", "[", "]"));
        database.giveWay();
        return database.write(Durability.EPHEMERAL, KEYS, transaction -> {
            List<TypingRow> deleted = transaction.sql(typing).deleteOutside(rows, oldest, newest);
            deleted.forEach(
                    row -> transaction.publish(new TypingStopped(row.channel(), row.user(), Reason.EXPIRED, now)));
            return deleted.size();
        });
    }

    /** Each deleted row is an event. */
    private static ChangeScope stoppedIn(List<StoreEvent> events) {
        return ChangeScope.typing(events.stream()
                .map(event -> ((TypingStopped) event).channel())
                .distinct()
                .toList());
    }
}
