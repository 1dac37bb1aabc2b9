package io.minimost.presence.presence;

import io.minimost.presence.internal.Dao;
import io.minimost.presence.internal.Database;
import io.minimost.presence.internal.PeriodicTask;
import io.minimost.presence.internal.RecentUsers;
import io.minimost.presence.values.EpochSeconds;
import java.time.Instant;

/** Where those who were seen since some second are found. */
final class ListedUsers {
    private final Database database;
    private final Dao<PresenceSql> all;
    private final Dao<RecentPresenceSql> recent;
    private volatile boolean isWorthwhile = true;

    ListedUsers(Database database, Dao<PresenceSql> all) {
        this.database = database;
        this.all = all;
        recent = database.register(RecentPresenceSql.class, PostgresPresenceSql.class);
        database.callbacks().onSweep(PeriodicTask.everyMinute(database, this::compare));
    }

    private void compare() {
        isWorthwhile = database.read(recent, RecentPresenceSql::isWorthwhile);
    }

    /** What finds all who were seen since {@code from}: among the users of the last day, if those have all of them and are much fewer. */
    Dao<? extends PresenceSql> since(long from, Instant now) {
        return isWorthwhile && from >= EpochSeconds.floor(database.ago(now, RecentUsers.LISTED)) ? recent : all;
    }
}
