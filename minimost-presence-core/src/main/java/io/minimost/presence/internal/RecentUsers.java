package io.minimost.presence.internal;

import io.minimost.presence.values.EpochSeconds;
import java.time.Duration;
import java.time.Instant;

/**
 * The table {@code mp_recent} of a file: all users whose last report is less than a day old are in it, and few others. So nobody
 * has to read all users who were ever seen to find those who are online.
 *
 * <p>A trigger adds who comes back after {@link #LISTED}. If a clock was a day ahead for a while, somebody may be missing who was away for
 * less than that: so everybody is looked for when a store begins to sweep, every hour, and when the clock is set back.
 */
public final class RecentUsers {
    /** Who was seen in this time is in the table. */
    public static final Duration LISTED = Duration.ofHours(12);

    /** Who was not seen in this time is removed. It is longer, for stores whose clocks differ. */
    static final Duration KEPT = Duration.ofDays(1);

    private static final int SLICE_ROWS = 200;

    /** In each minute; the others wait for the next one. */
    private static final int MAX_SLICES = 100;

    private final Database database;
    private final Dao<RecentUsersSql> recent;

    private RecentUsers(Database database) {
        this.database = database;
        recent = database.register(RecentUsersSql.class);
    }

    static void keepIn(Database database) {
        RecentUsers users = new RecentUsers(database);
        database.callbacks().onSweep(PeriodicTask.hourly(database, users::addMissing));
        database.callbacks().onSweep(PeriodicTask.everyMinute(database, users::removeOld));
        database.callbacks().onClockSetBack(users::addAll);
    }

    private void addMissing() {
        Instant now = database.now();
        long from = EpochSeconds.floor(database.ago(now, KEPT));
        // Looked for without the write lock: mostly nobody is missing.
        if (!database.read(recent, sql -> sql.missingSince(from, 1)).isEmpty()) {
            database.write(Durability.EPHEMERAL, Keys.NONE.changing(ChangeScope.ONLINE), transaction -> {
                addAll(transaction, now);
                return true;
            });
        }
    }

    private void removeOld() {
        long before = EpochSeconds.floor(database.ago(database.now(), KEPT));
        for (int slice = 0; slice < MAX_SLICES && isAnyoneOld(before); slice++) {
            database.write(
                    Durability.EPHEMERAL,
                    Keys.NONE.changing(ChangeScope.NOTHING),
                    transaction -> transaction.sql(recent).deleteSeenBefore(before, SLICE_ROWS));
        }
    }

    /** Looked for without the write lock: mostly there is nobody. */
    private boolean isAnyoneOld(long before) {
        return !database.read(recent, sql -> sql.seenBefore(before, 1)).isEmpty();
    }

    private void addAll(Transaction transaction, Instant now) {
        transaction.sql(recent).addSince(EpochSeconds.floor(database.ago(now, KEPT)));
    }
}
