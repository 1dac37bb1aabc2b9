package io.minimost.presence.presence;

import io.minimost.presence.internal.Dao;
import io.minimost.presence.internal.Database;
import io.minimost.presence.internal.Durability;
import io.minimost.presence.internal.Keys;
import io.minimost.presence.internal.SmallPieces;
import io.minimost.presence.values.EpochSeconds;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What time does to statuses, which end, and what a MiniMost does: it changes overrides, and ends calls. */
final class StatusSweep {
    /** Of users that are looked for at once. */
    private static final int SLICE = 100;

    /** In one sweep: other users wait for what it publishes, too. */
    private static final int MAX_SLICES = 20;

    private final Database database;
    private final Dao<StatusSql> statuses;
    private final StatusUpdates updates;
    private final SmallPieces pieces;

    // Of the sweep, which runs once at a time.
    private long comparedSecond = Long.MIN_VALUE;

    StatusSweep(Database database, Dao<StatusSql> statuses, StatusUpdates updates) {
        this.database = database;
        this.statuses = statuses;
        this.updates = updates;
        pieces = new SmallPieces(database);
    }

    void sweep() {
        Instant now = database.now();
        for (int slice = 0; slice < MAX_SLICES && endSome(EpochSeconds.of(now)); slice++) {
            // Until nothing is left to end.
        }
        long second = EpochSeconds.floor(now);
        if (second != comparedSecond) {
            comparedSecond = second;
            refresh(database.read(statuses, sql -> sql.overridden(SLICE)));
            refresh(changedInCalls());
        }
    }

    /** Returns whether there may be more. */
    private boolean endSome(double now) {
        List<String> over = database.read(statuses, sql -> sql.usersOver(now, SLICE));
        refresh(over);
        return over.size() == SLICE;
    }

    /** Of our own calls this is known at once. */
    private Collection<String> changedInCalls() {
        return database.read(transaction -> {
            Set<String> written = new HashSet<>(transaction.sql(statuses).inCalls());
            Set<String> actual = new HashSet<>(database.callbacks().calls().all(transaction));
            Set<String> changed = new HashSet<>(written);
            changed.addAll(actual);
            changed.removeIf(user -> written.contains(user) && actual.contains(user));
            return changed;
        });
    }

    /** Another store may have done it meanwhile; then nothing changes. */
    private void refresh(Collection<String> users) {
        pieces.each(Durability.EPHEMERAL, Keys::users, new TreeSet<>(users), updates::refresh);
    }
}
