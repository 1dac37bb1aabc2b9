package io.minimost.presence.presence;

import io.minimost.presence.events.PresenceEvent.PresenceChanged;
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
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
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

    private final SessionTables tables;
    private final PresenceLapses lapses;
    private final Sessions sessions;
    private final Privacy privacy;

    /**
     * For {@code PresenceStore}, which hands this out.
     *
     * @hidden
     */
    @SuppressWarnings("exports")
    public UserPresence(Database database, Duration onlineWindow, Duration sessionLease, Duration retention) {
        this.database = database;
        this.presence = database.register(PresenceSql.class, PostgresPresenceSql.class);
        this.window = new OnlineWindow(database.clock(), onlineWindow);
        lapses = new PresenceLapses(database, presence, window);
        tables = new SessionTables(
                presence,
                database.register(SessionSql.class),
                database.register(MergedPresenceSql.class, PostgresMergedPresenceSql.class),
                window,
                new SessionLease(database.clock(), sessionLease),
                lapses::reportTime);
        changes = new StateChanges(presence, window);
        report = new ReportState(presence, database.register(PostgresPresenceSql.class), changes, lapses::reportTime);
        sessions = new Sessions(database, tables);
        privacy = new Privacy(database);
        // First the sessions: who has a live one is seen, and does not lapse.
        database.callbacks().onSweep(new SessionSweep(database, tables)::sweep);
        database.callbacks().onSweep(lapses::sweep);
        database.callbacks().onClockSetBack(lapses::pullBack);
        database.callbacks().onClockSetBack(sessions::pullBack);
        database.callbacks().onUserDeleted(this::delete);
        database.callbacks().onReset((transaction, now) -> reset(transaction));
        new RetentionTask(
                        database,
                        onlineWindow.plus(retention),
                        (transaction, before, limit) ->
                                transaction.sql(presence).seenBefore((long) before, limit),
                        this::delete)
                .startHourly();
    }

    /** The sessions of users: what their several clients say. */
    public Sessions sessions() {
        return sessions;
    }

    /** What users show to others. */
    public Privacy privacy() {
        return privacy;
    }

    /**
     * Records that {@code user} was seen now, in {@code state}. Publishes {@link PresenceChanged} if the visible state
     * changed; a repeated report publishes nothing.
     */
    public void update(String user, PresenceState state) {
        Objects.requireNonNull(state, "state");
        UserName.require(user);
        if (!database.merge(report, new ReportState.Report(user, state))) {
            database.execute(
                    Durability.EPHEMERAL,
                    Keys.user(user),
                    transaction -> new SessionMerge(tables, transaction, user)
                            .reportAnonymous(state)
                            .finish(true));
        }
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

    /**
     * When {@code user} was seen last, also outside the online window; empty if never. To the second; while the user has a live
     * session, to the minute.
     */
    public Optional<Instant> lastSeen(String user) {
        UserName.requireStored(user);
        return database.read(transaction -> {
            Optional<Instant> seen = transaction.sql(presence).lastSeen(user).map(Instant::ofEpochSecond);
            Optional<Instant> ended =
                    transaction.sql(tables.merged()).lastEnded(user).map(EpochSeconds::nearestInstant);
            return Stream.concat(seen.stream(), ended.stream()).max(Comparator.naturalOrder());
        });
    }

    /**
     * When {@code user} was active last: when a client said so, not only that it runs. Exact to a third of the lease of a session.
     * Of a user who has no session and reports without one, only the last report is known. Empty if it is not known.
     */
    public Optional<Instant> lastActive(String user) {
        UserName.requireStored(user);
        return database.read(tables.merged(), sql -> sql.lastActive(user, user, user))
                .map(EpochSeconds::nearestInstant);
    }

    private void changeOverride(String user, @Nullable String override) {
        UserName.require(user);
        database.execute(
                Durability.EPHEMERAL, Keys.user(user), transaction -> changeOverride(transaction, user, override));
    }

    private void changeOverride(Transaction transaction, String user, @Nullable String override) {
        MergedPresenceSql merged = transaction.sql(tables.merged());
        if (!merged.written(user).isEmpty()) {
            // Before the row changes, by which a MiniMost may have said something.
            new SessionMerge(tables, transaction, user).finish(false);
        }
        var unused = changes.apply(transaction, user, lapses::reportTime, (sql, second) -> {
            merged.writeOverride(second, override, user);
            return sql.upsertOverride(user, second, override);
        });
    }

    private int delete(Transaction transaction, String user) {
        return transaction.sql(presence).delete(user) + sessions.delete(transaction, user);
    }

    private void reset(Transaction transaction) {
        transaction.sql(presence).resetAll();
        sessions.reset(transaction);
    }

    private <R> R read(Function<PresenceSql, R> query) {
        return database.read(presence, query);
    }
}
