package io.minimost.presence.presence;

import io.minimost.presence.events.PresenceEvent.PresenceChanged;
import io.minimost.presence.internal.AnswerVersion;
import io.minimost.presence.internal.ChangeScope;
import io.minimost.presence.internal.Dao;
import io.minimost.presence.internal.Database;
import io.minimost.presence.internal.Durability;
import io.minimost.presence.internal.Keys;
import io.minimost.presence.internal.RetentionTask;
import io.minimost.presence.internal.Transaction;
import io.minimost.presence.values.EpochSeconds;
import io.minimost.presence.values.PresenceState;
import io.minimost.presence.values.Status;
import io.minimost.presence.values.UserName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who is online, and in which state.
 *
 * <p>A client reports its state when it changes and every 30 seconds. A user is listed for the online window (an hour)
 * after the last report, with any state: also with {@link PresenceState#OFFLINE}. A user may set an override, which others
 * see instead of what the client reports; for clients that know only states, it is the {@link #statuses() status} by hand.
 *
 * <p>Names must be valid ({@link UserName}), else {@link IllegalArgumentException}. No method returns or takes null.
 * Thread-safe. The rules are those of MiniMost's {@code /presence}, {@code /presence/override} and {@code /online_users}.
 */
public final class UserPresence {
    private final Database database;
    private final Dao<PresenceSql> presence;
    private final ListedUsers listed;
    private final OnlineWindow window;
    private final StateChanges changes;
    private final ReportState report;

    private final SessionTables tables;
    private final PresenceLapses lapses;
    private final Sessions sessions;
    private final Statuses statuses;
    private final Privacy privacy;
    private final NamedUsers named;

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
        listed = new ListedUsers(database, presence);
        lapses = new PresenceLapses(database, presence, listed, window);
        tables = new SessionTables(
                presence,
                database.register(SessionSql.class),
                database.register(MergedPresenceSql.class, PostgresMergedPresenceSql.class),
                database.register(StatusSql.class, PostgresStatusSql.class),
                window,
                new SessionLease(database.clock(), sessionLease),
                lapses::reportTime);
        changes = new StateChanges(presence, window);
        report = new ReportState(presence, database.register(PostgresPresenceSql.class), changes, lapses::reportTime);
        sessions = new Sessions(database, tables);
        StatusUpdates updates = new StatusUpdates(database, tables);
        named = new NamedUsers(database, window);
        statuses = new Statuses(database, tables, updates, named);
        privacy = new Privacy(database, database.register(PrivacySql.class), updates::switchVisibility);
        // First the sessions: who has a live one is seen, and does not lapse.
        database.callbacks().onSweep(new SessionSweep(database, tables)::sweep);
        database.callbacks().onSweep(new StatusSweep(database, tables.statuses(), updates)::sweep);
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
                        (transaction, user, before) -> transaction
                                        .sql(presence)
                                        .wasSeenBefore(user, (long) before)
                                        .isPresent()
                                ? delete(transaction, user)
                                : 0)
                .startHourly();
    }

    /** The sessions of users: what their several clients say. */
    public Sessions sessions() {
        return sessions;
    }

    /** What users do, and whether they can be reached. */
    public Statuses statuses() {
        return statuses;
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
                    Keys.user(user).changing(ChangeScope.ONLINE),
                    transaction -> new SessionMerge(tables, transaction, user)
                            .reportAnonymous(state)
                            .finish(true));
        }
    }

    /**
     * Shows {@code override} to others until it is cleared, in place of a status by hand with its text, emoji and end, and records
     * that {@code user} was seen now. Publishes {@link PresenceChanged} if the visible state changed.
     */
    public void setOverride(String user, PresenceOverride override) {
        Objects.requireNonNull(override, "override");
        UserName.require(user);
        statuses.setOverride(user, override);
    }

    /**
     * Clears the override, or another status by hand: others see again what the client reports. Also records that {@code user} was
     * seen now. Publishes {@link PresenceChanged} if the visible state changed.
     */
    public void clearOverride(String user) {
        UserName.require(user);
        statuses.setOverride(user, null);
    }

    /** The override of {@code user}; empty if none is set. */
    public Optional<PresenceOverride> override(String user) {
        UserName.requireStored(user);
        return statuses.override(user);
    }

    /** The visible state of all listed users, by name in byte order. */
    public Map<String, PresenceState> recentStates() {
        Instant now = database.now();
        return states(window.oldest(now), window.newest(now), now);
    }

    /**
     * The version of {@link #recentStates()} now; empty if it is not known.
     *
     * @hidden
     */
    @SuppressWarnings("exports")
    public Optional<AnswerVersion> version() {
        Instant now = database.now();
        // A report that only renews its row does not count as a change, because who is listed stays so: but not at an
        // earlier time.
        return lapses.isBehindReports(now)
                ? Optional.empty()
                : database.versions().of(ChangeScope.ONLINE, window.oldest(now), window.newest(now));
    }

    /**
     * The same as {@link #recentStates()}, by the seconds of {@code version}.
     *
     * @hidden
     */
    @SuppressWarnings("exports")
    public Map<String, PresenceState> recentStates(AnswerVersion version) {
        Objects.requireNonNull(version, "version");
        return states(version.from(), version.to(), database.now());
    }

    private Map<String, PresenceState> states(long from, long to, Instant now) {
        return VisibleStates.parse(database.<@Nullable String>read(
                transaction -> transaction.sql(listed.since(from, now)).visibleIn(from, to)));
    }

    /** The visible state of those of {@code users} who are listed, in the order of {@code users}. */
    public Map<String, PresenceState> statesOf(Collection<String> users) {
        // A copy: the caller's collection may change after the checks, or ask the store while it is iterated.
        List<String> names = new ArrayList<>(Objects.requireNonNull(users, "users"));
        names.forEach(UserName::requireStored);
        return named.states(names);
    }

    /** How many users are online on the whole server, in any state but {@link PresenceState#OFFLINE}. */
    public int onlineCount() {
        Instant now = database.now();
        long oldest = window.oldest(now);
        return database.read(listed.since(oldest, now), sql -> sql.countOnline(oldest, window.newest(now)));
    }

    /** How many of {@code users} are online; a name that is there twice counts once. */
    public int onlineCount(Collection<String> users) {
        return (int) statesOf(new LinkedHashSet<>(Objects.requireNonNull(users, "users"))).values().stream()
                .filter(state -> state != PresenceState.OFFLINE)
                .count();
    }

    /** What others see of each of {@code users}, in the order of {@code users}. */
    public Map<String, VisiblePresence> visible(Collection<String> users) {
        List<String> names = new ArrayList<>(Objects.requireNonNull(users, "users"));
        Map<String, PresenceState> states = statesOf(names);
        Map<String, Status> shown = named.statuses(names);
        Map<String, Instant> seen = named.lastSeen(names);
        Map<String, VisiblePresence> visible = new LinkedHashMap<>();
        names.forEach(user -> visible.put(
                user,
                new VisiblePresence(
                        states.getOrDefault(user, PresenceState.OFFLINE),
                        Optional.ofNullable(shown.get(user)),
                        Optional.ofNullable(seen.get(user)))));
        return Collections.unmodifiableMap(visible);
    }

    /**
     * When {@code user} was seen last by others, also outside the online window. To the second; while the user has a live session,
     * to the minute. Empty if never, or if the user shows it to nobody.
     */
    public Optional<Instant> lastSeen(String user) {
        UserName.requireStored(user);
        return Optional.ofNullable(named.lastSeen(List.of(user)).get(user));
    }

    /**
     * When {@code user} was active last: when a client said so, not only that it runs. Exact to a third of the lease of a session.
     * Of a user who has no session and reports without one, only the last report is known. Empty if it is not known, or if the user
     * shows to nobody when they were seen; of an invisible user not later than {@link #lastSeen}.
     */
    public Optional<Instant> lastActive(String user) {
        UserName.requireStored(user);
        Optional<Instant> active = database.read(tables.merged(), sql -> sql.lastActive(user, user, user))
                .map(EpochSeconds::nearestInstant);
        Optional<Instant> seen = lastSeen(user);
        return privacy.settingsOf(user).invisible()
                ? seen.flatMap(last -> active.map(time -> time.isAfter(last) ? last : time))
                : active.filter(time -> seen.isPresent());
    }

    /**
     * Whether a client of {@code user} runs now, whatever others see. Not for others: for a host that decides whether to send
     * notifications.
     */
    public boolean isOnline(String user) {
        UserName.requireStored(user);
        Instant now = database.now();
        return database.read(transaction -> {
            boolean hasSession = transaction.sql(tables.sessions()).all(user).stream()
                    .anyMatch(session -> tables.lease().isLive(session, now));
            // Without sessions, the row itself is the anonymous one.
            return hasSession
                    || transaction.sql(presence).stateIn(user, window.oldest(now), window.newest(now)).stream()
                            .anyMatch(state -> VisibleStates.state(state) != PresenceState.OFFLINE);
        });
    }

    private int delete(Transaction transaction, String user) {
        return transaction.sql(presence).delete(user)
                + sessions.delete(transaction, user)
                + statuses.delete(transaction, user);
    }

    private void reset(Transaction transaction) {
        transaction.sql(presence).resetAll();
        sessions.reset(transaction);
        statuses.reset(transaction);
    }
}
