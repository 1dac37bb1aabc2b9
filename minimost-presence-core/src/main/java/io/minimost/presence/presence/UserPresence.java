package io.minimost.presence.presence;

import io.minimost.presence.events.PresenceEvent.PresenceChanged;
import io.minimost.presence.internal.ClockSkew;
import io.minimost.presence.internal.Dao;
import io.minimost.presence.internal.Database;
import io.minimost.presence.internal.Durability;
import io.minimost.presence.internal.Keys;
import io.minimost.presence.internal.RetentionTask;
import io.minimost.presence.internal.Transaction;
import io.minimost.presence.values.EpochSeconds;
import io.minimost.presence.values.PresenceState;
import io.minimost.presence.values.UserName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Who is online, and in which state.
 *
 * <p>A client reports its state when it changes and every 30 seconds. A user is listed for the online window (an hour)
 * after the last report, with any state: also with {@link PresenceState#OFFLINE}. A user may set an override, which others
 * see instead of what the client reports.
 *
 * <p>Names must be valid ({@link UserName}), else {@link IllegalArgumentException}. No method returns or takes null.
 * Thread-safe. The rules are those of MiniMost's {@code /presence}, {@code /presence/override} and {@code /online_users}.
 */
public final class UserPresence {
    private final Database database;
    private final Dao<PresenceSql> presence;
    private final OnlineWindow window;
    private final StateChanges changes;
    private final ReportState report;

    /** The second of the newest report of this store. */
    private volatile long newestReport;

    // Of the sweep, which runs once at a time.
    private boolean hasSwept;
    private volatile long listedUntilNow;
    private volatile long nextLapse = Long.MIN_VALUE;

    /**
     * For {@code PresenceStore}, which hands this out.
     *
     * @hidden
     */
    @SuppressWarnings("exports")
    public UserPresence(Database database, Duration onlineWindow, Duration retention) {
        this.database = database;
        this.presence = database.register(PresenceSql.class, PostgresPresenceSql.class);
        this.window = new OnlineWindow(database.clock(), onlineWindow);
        changes = new StateChanges(presence, window);
        report = new ReportState(presence, database.register(PostgresPresenceSql.class), changes);
        this.listedUntilNow = window.oldest(database.now());
        database.callbacks().onSweep(this::sweep);
        database.callbacks().onClockSetBack(this::pullBack);
        database.callbacks()
                .onUserDeleted((transaction, user) -> transaction.sql(presence).delete(user));
        database.callbacks()
                .onReset((transaction, now) -> transaction.sql(presence).resetAll());
        new RetentionTask(
                        database,
                        onlineWindow.plus(retention),
                        (transaction, before, limit) ->
                                transaction.sql(presence).seenBefore((long) before, limit),
                        (transaction, user) -> transaction.sql(presence).delete(user))
                .startHourly();
    }

    /**
     * Records that {@code user} was seen now, in {@code state}. Publishes {@link PresenceChanged} if the visible state
     * changed; a repeated report publishes nothing.
     */
    public void update(String user, PresenceState state) {
        Objects.requireNonNull(state, "state");
        UserName.require(user);
        Instant now = reportTime();
        var unused = database.merge(report, new ReportState.Report(user, state, now));
    }

    /**
     * Shows {@code override} to others until it is cleared, and records that {@code user} was seen now. Publishes
     * {@link PresenceChanged} if the visible state changed.
     */
    public void setOverride(String user, PresenceOverride override) {
        Objects.requireNonNull(override, "override");
        changeOverride(user, override.value());
    }

    /**
     * Shows to others again what the client reports, and records that {@code user} was seen now. Publishes
     * {@link PresenceChanged} if the visible state changed.
     */
    public void clearOverride(String user) {
        changeOverride(user, null);
    }

    /** The override of {@code user}; empty if none is set. */
    public Optional<PresenceOverride> override(String user) {
        UserName.requireStored(user);
        return read(sql -> Optional.ofNullable(sql.override(user)).flatMap(PresenceOverride::fromValue));
    }

    /** The visible state of all listed users, by name in byte order. */
    public Map<String, PresenceState> recentStates() {
        Instant now = database.now();
        return VisibleStates.parse(database.<PresenceSql, @Nullable String>read(
                presence, sql -> sql.visibleIn(window.oldest(now), window.newest(now))));
    }

    /** The visible state of those of {@code users} who are listed, in the order of {@code users}. */
    public Map<String, PresenceState> statesOf(Collection<String> users) {
        // A copy: the caller's collection may change after the checks, or ask the store while it is iterated.
        List<String> names = new ArrayList<>(Objects.requireNonNull(users, "users"));
        names.forEach(UserName::requireStored);
        Instant now = database.now();
        return read(sql -> {
            Map<String, PresenceState> states = new LinkedHashMap<>();
            for (String user : names) {
                changes.visible(sql, user, now).ifPresent(state -> states.put(user, state));
            }
            return Collections.unmodifiableMap(states);
        });
    }

    /** When {@code user} was seen last, to the second, also outside the online window; empty if never. */
    public Optional<Instant> lastSeen(String user) {
        UserName.requireStored(user);
        return read(sql -> sql.lastSeen(user).map(Instant::ofEpochSecond));
    }

    private void changeOverride(String user, @Nullable String override) {
        UserName.require(user);
        Instant now = reportTime();
        database.execute(
                Durability.EPHEMERAL,
                Keys.user(user),
                transaction -> changes.apply(
                        transaction, user, now, (sql, second) -> sql.upsertOverride(user, second, override)));
    }

    private Instant reportTime() {
        Instant now = database.now();
        long second = EpochSeconds.floor(now);
        if (second > newestReport) {
            newestReport = second;
        }
        return now;
    }

    /**
     * Publishes which users are no longer listed, because there was no report within the online window. Keeps the rows.
     *
     * <p>There is no index on {@code last_seen} (it would double the cost of a heartbeat), so the table is searched only when
     * the listed user with the oldest report can have dropped out.
     */
    private void sweep() {
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
            nextLapse = Long.MIN_VALUE;
        } else if (oldestListed > nextLapse) {
            // A write, so that the events have a place in the order of the commits.
            nextLapse = database.write(Durability.EPHEMERAL, transaction -> {
                publishLapses(transaction, listedUntilNow, oldestListed, now);
                // A user who reports from now on drops out no earlier than this, also if rows are ahead of the clock.
                long second = EpochSeconds.floor(now);
                return transaction
                        .sql(presence)
                        .oldestSince(oldestListed)
                        .filter(oldest -> oldest < second)
                        .orElse(second);
            });
            listedUntilNow = oldestListed;
        }
    }

    /** Users who were listed when the clock was set back are seen now. Those who were not stay so. */
    private void pullBack(Transaction transaction, Instant now) {
        PresenceSql sql = transaction.sql(presence);
        long latest = EpochSeconds.floor(ClockSkew.latest(now));
        sql.replaceBetween(latest, listedUntilNow, window.oldest(now) - 1);
        sql.replaceAfter(latest, EpochSeconds.floor(now));
        nextLapse = Long.MIN_VALUE;
    }

    /** Reports that are ahead of the clock would be listed again when the clock has reached them. */
    private void unlistAhead(Instant now) {
        long newest = window.newest(now);
        // Reads before it takes the write lock: usually there is nothing to do.
        if (read(sql -> sql.anyAfter(newest)).isPresent()) {
            database.execute(Durability.EPHEMERAL, transaction -> {
                publishLapses(transaction, newest + 1, Long.MAX_VALUE, now);
                transaction.sql(presence).replaceAfter(newest, window.oldest(now) - 1);
            });
        }
    }

    private void publishLapses(Transaction transaction, long from, long to, Instant now) {
        VisibleStates.parse(transaction.sql(presence).visibleBetween(from, to))
                .forEach((user, state) ->
                        transaction.publish(new PresenceChanged(user, Optional.of(state), Optional.empty(), now)));
    }

    private <R> R read(Function<PresenceSql, R> query) {
        return database.read(presence, query);
    }
}
