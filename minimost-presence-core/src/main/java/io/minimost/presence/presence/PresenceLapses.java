package io.minimost.presence.presence;

import io.minimost.presence.events.PresenceEvent.PresenceChanged;
import io.minimost.presence.internal.ChangeScope;
import io.minimost.presence.internal.ClockSkew;
import io.minimost.presence.internal.Dao;
import io.minimost.presence.internal.Database;
import io.minimost.presence.internal.Durability;
import io.minimost.presence.internal.Keys;
import io.minimost.presence.internal.SmallPieces;
import io.minimost.presence.internal.Transaction;
import io.minimost.presence.values.EpochSeconds;
import io.minimost.presence.values.PresenceState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Users who are no longer listed, because there was no report within the online window. */
final class PresenceLapses {
    private final Database database;
    private final Dao<PresenceSql> presence;
    private final ListedUsers listed;
    private final OnlineWindow window;
    private final SmallPieces pieces;

    /** The second of the newest report of this store. */
    private volatile long newestReport;

    // Of the sweep, which runs once at a time.
    private boolean hasSwept;
    private Lapsed lapsed = Lapsed.NOBODY;
    private volatile long listedUntilNow;
    private volatile long nextLapse = Long.MIN_VALUE;

    PresenceLapses(Database database, Dao<PresenceSql> presence, ListedUsers listed, OnlineWindow window) {
        this.database = database;
        this.presence = presence;
        this.listed = listed;
        this.window = window;
        pieces = new SmallPieces(database);
        listedUntilNow = window.oldest(database.now());
    }

    /** The current time, at which a user is seen. */
    Instant reportTime() {
        Instant now = database.now();
        long second = EpochSeconds.floor(now);
        if (second > newestReport) {
            newestReport = second;
        }
        return now;
    }

    /** Whether this store has stored a report that is ahead of {@code now}, because the clock was set back. */
    boolean isBehindReports(Instant now) {
        return EpochSeconds.floor(now) < newestReport;
    }

    /**
     * Publishes which users are no longer listed, because there was no report within the online window. Keeps the rows.
     *
     * <p>There is no index on {@code last_seen} (it would double the cost of a heartbeat), so the users seen today are searched only
     * when the listed user with the oldest report can have dropped out.
     */
    void sweep() {
        Instant now = database.now();
        if (window.newest(now) == EpochSeconds.floor(Instant.MAX)) {
            return; // The clock was set back just now, and the rows ahead of it are pulled back first.
        }
        boolean mayBeAhead = !hasSwept || window.oldest(now) < listedUntilNow || newestReport > window.newest(now);
        publishLapses(now);
        if (mayBeAhead) {
            // What has lapsed until now is published, and what is unlisted must not be published again.
            listedUntilNow = window.oldest(now);
            unlistAhead(now);
            nextLapse = Long.MIN_VALUE;
            newestReport = EpochSeconds.floor(now);
            hasSwept = true;
        }
    }

    private void publishLapses(Instant now) {
        long oldestListed = window.oldest(now);
        if (oldestListed < listedUntilNow || !database.hasListener(PresenceChanged.class)) {
            listedUntilNow = oldestListed;
            lapsed = Lapsed.NOBODY;
            nextLapse = Long.MIN_VALUE;
        } else if (oldestListed > nextLapse) {
            publishLapsed(now); // What a sweep has left that failed.
            long from = listedUntilNow;
            // Reads the table without the write lock.
            String found = database.read(listed.since(from, now), sql -> sql.visibleBetween(from, oldestListed));
            // A user who reports from now on drops out no earlier than this, also if rows are ahead of the clock.
            long second = EpochSeconds.floor(now);
            long next = database.read(listed.since(oldestListed, now), sql -> sql.oldestSince(oldestListed))
                    .filter(oldest -> oldest < second)
                    .orElse(second);
            lapsed = new Lapsed(List.copyOf(VisibleStates.parse(found).keySet()), from, oldestListed);
            listedUntilNow = oldestListed;
            publishLapsed(now);
            nextLapse = next;
        }
    }

    /** Writes, so that the events have a place in the order of the commits. Those who were seen meanwhile have not lapsed. */
    private void publishLapsed(Instant now) {
        while (!lapsed.users().isEmpty()) {
            Lapsed some = lapsed;
            SmallPieces.Done done = pieces.first(
                    Durability.EPHEMERAL,
                    users -> Keys.NONE.changing(ChangeScope.NOTHING),
                    some.users(),
                    (transaction, user) -> {
                        String visible = transaction.sql(presence).visible(user, some.from(), some.to() - 1);
                        if (visible != null) {
                            publish(transaction, user, VisibleStates.state(visible), now);
                        }
                        return 1;
                    });
            lapsed = some.without(done.items());
        }
    }

    /** Users who were listed when the clock was set back are seen now. Those who were not stay so. */
    void pullBack(Transaction transaction, Instant now) {
        PresenceSql sql = transaction.sql(presence);
        long latest = EpochSeconds.floor(ClockSkew.latest(now));
        sql.replaceBetween(latest, listedUntilNow, window.oldest(now) - 1);
        sql.replaceAfter(latest, EpochSeconds.floor(now));
        nextLapse = Long.MIN_VALUE;
    }

    /** Reports that are ahead of the clock would be listed again when the clock has reached them. */
    private void unlistAhead(Instant now) {
        long ahead = window.newest(now);
        // Reads before it takes the write lock: usually there is nothing to do.
        if (database.read(presence, sql -> sql.anyAfter(ahead)).isPresent()) {
            database.execute(Durability.EPHEMERAL, Keys.EVERYTHING, transaction -> {
                // A statement, before which the locks are taken: what others write while the clock is read would look
                // ahead.
                if (transaction.sql(presence).anyAfter(ahead).isPresent()) {
                    Instant current = database.now();
                    long newest = window.newest(current);
                    publishLapses(transaction, newest + 1, Long.MAX_VALUE, current);
                    transaction.sql(presence).replaceAfter(newest, window.oldest(current) - 1);
                }
            });
        }
    }

    private void publishLapses(Transaction transaction, long from, long to, Instant now) {
        VisibleStates.parse(transaction.sql(listed.since(from, now)).visibleBetween(from, to))
                .forEach((user, state) -> publish(transaction, user, state, now));
    }

    private static void publish(Transaction transaction, String user, PresenceState state, Instant now) {
        transaction.publish(new PresenceChanged(user, Optional.of(state), Optional.empty(), now));
    }

    /** Users who were seen last from {@code from} (inclusive) to {@code to} (exclusive), and of whom that is not published yet. */
    private record Lapsed(List<String> users, long from, long to) {
        static final Lapsed NOBODY = new Lapsed(List.of(), 0, 0);

        Lapsed without(int first) {
            return new Lapsed(users.subList(first, users.size()), from, to);
        }
    }
}
