package io.minimost.presence.presence;

import io.minimost.presence.internal.ChangeScope;
import io.minimost.presence.internal.Database;
import io.minimost.presence.internal.Durability;
import io.minimost.presence.internal.Keys;
import io.minimost.presence.internal.SmallPieces;
import io.minimost.presence.internal.Transaction;
import io.minimost.presence.values.EpochSeconds;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/**
 * What time does to sessions: it ends those that are silent for too long. And what others need to know of those that live: that
 * their users are still seen, and what they say together after a MiniMost has written over it.
 */
final class SessionSweep {
    /** Of users that are looked for at once. */
    private static final int SLICE = 100;

    /** In one sweep: other users wait for what it publishes, too. */
    private static final int MAX_SLICES = 20;

    /** The newest MiniMost ends the calls of users who were not seen for 120 s. */
    private static final long SEEN_SECONDS = 40;

    private final Database database;
    private final SessionTables tables;
    private final long seenSeconds;
    private final SmallPieces pieces;

    // Of the sweep, which runs once at a time.
    private Instant last = Instant.MAX;
    private long comparedSecond = Long.MIN_VALUE;

    SessionSweep(Database database, SessionTables tables) {
        this.database = database;
        this.tables = tables;
        pieces = new SmallPieces(database);
        seenSeconds = Math.min(SEEN_SECONDS, tables.window().length().toSeconds() / 2);
    }

    void sweep() {
        Instant now = database.now();
        for (int slice = 0; slice < MAX_SLICES && endSome(now); slice++) {
            // Until nothing is left to end.
        }
        compareWithOthers(now);
        for (int slice = 0; slice < MAX_SLICES && renewSeen(now); slice++) {
            // Until all were seen.
        }
        last = now;
    }

    /** Returns whether there may be more. */
    private boolean endSome(Instant now) {
        List<String> over = read(tables.lease().over(now));
        Collection<String> users = new TreeSet<>(over);
        if (now.isBefore(last)) {
            // The clock may have been set back, or we have just been opened.
            users.addAll(database.read(
                    tables.sessions(), sql -> sql.usersAhead(tables.lease().newest(now), SLICE)));
        }
        inTransaction(users, (transaction, user) -> end(transaction, user, now));
        return over.size() == SLICE;
    }

    private List<String> read(double over) {
        return database.read(tables.sessions(), sql -> sql.usersOver(over, SLICE));
    }

    /** Another store may have done it, or the session may have been heard meanwhile. */
    private void end(Transaction transaction, String user, Instant now) {
        // The user's row before their sessions, as everywhere: no two writes then wait for each other.
        var unused = transaction.sql(tables.presence()).lockRow(user);
        List<SessionRow> ended = tables.deleteOver(transaction.sql(tables.sessions()), user, now);
        if (!ended.isEmpty()) {
            new SessionMerge(tables, transaction, user).without(ended).finish(false);
        }
    }

    private void compareWithOthers(Instant now) {
        long second = EpochSeconds.floor(now);
        if (second != comparedSecond) {
            comparedSecond = second;
            inTransaction(
                    database.read(tables.merged(), sql -> sql.overwritten(SLICE)),
                    (transaction, user) -> new SessionMerge(tables, transaction, user).finish(false));
        }
    }

    /** Returns whether there may be more. */
    private boolean renewSeen(Instant now) {
        long second = EpochSeconds.floor(now);
        long before = second - seenSeconds;
        // Reads before it takes the write lock: usually all were seen.
        String user = database.read(tables.merged(), sql -> sql.anySeenBefore(before));
        if (user == null) {
            return false;
        }
        database.giveWay();
        int renewed = database.write(Durability.EPHEMERAL, Keys.NONE.changing(ChangeScope.ONLINE), transaction -> {
            List<String> users = transaction.sql(tables.presence()).renewSeen(second, before, SLICE);
            if (!users.isEmpty()) {
                Long[] times = new Long[users.size()];
                Arrays.fill(times, second);
                transaction.sql(tables.merged()).renewSeen(times, users.toArray(String[]::new));
            }
            return users.size();
        });
        if (renewed == 0) {
            // Somebody else has written the row.
            inTransaction(
                    List.of(user), (transaction, name) -> new SessionMerge(tables, transaction, name).finish(true));
        }
        return renewed == SLICE;
    }

    private void inTransaction(Collection<String> users, BiConsumer<Transaction, String> work) {
        pieces.each(Durability.EPHEMERAL, some -> Keys.users(some).changing(ChangeScope.ONLINE), users, work);
    }
}
