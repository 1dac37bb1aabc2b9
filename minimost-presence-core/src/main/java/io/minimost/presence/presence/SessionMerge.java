package io.minimost.presence.presence;

import io.minimost.presence.events.PresenceEvent.PresenceChanged;
import io.minimost.presence.internal.Transaction;
import io.minimost.presence.values.EpochSeconds;
import io.minimost.presence.values.PresenceState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Changes the sessions of one user, and writes what they say together to the user's row of {@code presence}: the most present of
 * their states. Nobody else changes sessions or the row of this user before the commit.
 *
 * <p>A row that is not as we wrote it was written by a MiniMost, for a page of its own: that page is the anonymous session.
 */
final class SessionMerge {
    private final SessionTables tables;
    private final Transaction transaction;
    private final String user;
    private final Instant now;
    private final SessionSql sessions;
    private final PresenceSql presence;
    private final MergedPresenceSql merged;
    private final List<SessionRow> ended = new ArrayList<>();
    private final PresenceRow row;
    private final StatusMerge status;
    private boolean isHeard;

    SessionMerge(SessionTables tables, Transaction transaction, String user) {
        this(
                tables,
                transaction,
                user,
                transaction.sql(tables.presence()).lock(user).get(0));
    }

    /** @param row was locked in this transaction */
    private SessionMerge(SessionTables tables, Transaction transaction, String user, PresenceRow row) {
        this.tables = tables;
        this.transaction = transaction;
        this.user = user;
        this.row = row;
        sessions = transaction.sql(tables.sessions());
        presence = transaction.sql(tables.presence());
        merged = transaction.sql(tables.merged());
        // Only now: others have written while this waited for them.
        now = tables.reportTime().get();
        ended.addAll(tables.deleteOver(sessions, user, now));
        isHeard = adopt();
        status = new StatusMerge(tables, transaction, user, now);
    }

    /** Empty if the user was never seen. */
    static Optional<SessionMerge> ofKnown(SessionTables tables, Transaction transaction, String user) {
        return transaction.sql(tables.presence()).lockExisting(user).stream()
                .findFirst()
                .map(row -> new SessionMerge(tables, transaction, user, row));
    }

    /** Whether the user has a live session, with an id or without. */
    boolean isOnline() {
        return !sessions.all(user).isEmpty();
    }

    /** What the sources say about the user. {@link #finish} writes it. */
    StatusMerge status() {
        return status;
    }

    /** These sessions have been deleted in this transaction. */
    SessionMerge without(List<SessionRow> deleted) {
        ended.addAll(deleted);
        return this;
    }

    /** Opens a session, or hears one; without {@code kind}, it keeps its kind. */
    SessionMerge report(String id, Optional<SessionKind> kind, PresenceState state) {
        String known = Stream.concat(
                        sessions.find(user, id).stream(),
                        ended.stream().filter(row -> row.id().equals(id)))
                .map(SessionRow::kind)
                .findFirst()
                .orElse(SessionKind.WEB.value());
        isHeard = true;
        put(
                id,
                kind.map(SessionKind::value).orElse(known),
                state,
                EpochSeconds.of(now),
                tables.lease().end(now));
        return this;
    }

    /** Hears the user without an id. */
    SessionMerge reportAnonymous(PresenceState state) {
        isHeard = true;
        anonymous(state, EpochSeconds.floor(now));
        return this;
    }

    /** The last write wins, also one that says offline, or comes after the clock was set back. */
    private void anonymous(PresenceState state, long second) {
        List<SessionRow> before = sessions.delete(user, SessionRow.ANONYMOUS);
        if (state == PresenceState.OFFLINE) {
            ended.addAll(before);
            return;
        }
        Double active = before.stream()
                .map(SessionRow::active)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        sessions.put(
                user,
                SessionRow.ANONYMOUS,
                SessionKind.WEB.value(),
                state.value(),
                (double) second,
                state == PresenceState.ACTIVE ? Double.valueOf((double) second) : active,
                tables.anonymousEnd(second));
    }

    private void put(String id, String kind, PresenceState state, double heard, double until) {
        sessions.put(user, id, kind, state.value(), heard, state == PresenceState.ACTIVE ? heard : null, until);
    }

    /** Takes over what was written to the row by others. Returns whether the user had sessions. */
    private boolean adopt() {
        PresenceRow written = merged.written(user).stream().findFirst().orElse(null);
        if (written == null) {
            // The user has had no session until now.
            if (tables.window().contains(row.lastSeen(), now)) {
                anonymous(row.presenceState(), row.lastSeen());
            }
            return false;
        }
        boolean hasOtherState = !row.state().equals(written.state());
        boolean isSeen = row.lastSeen() != written.lastSeen();
        if (hasOtherState || (isSeen && Objects.equals(row.override(), written.override()))) {
            // A MiniMost that starts makes all rows offline, and sees nobody by that: its pages are offline then, too.
            anonymous(row.presenceState(), row.lastSeen());
        }
        return true;
    }

    /**
     * Writes what the sessions say now, and publishes it if others see the change.
     *
     * @param isSeen whether the user was seen now
     */
    void finish(boolean isSeen) {
        List<SessionRow> live = new ArrayList<>(sessions.all(user));
        Optional<SessionRow> anonymous =
                live.stream().filter(SessionRow::isAnonymous).findFirst();
        anonymous.ifPresent(live::remove);
        while (live.size() > Sessions.MAX_OF_USER) {
            // The one that is silent for longest.
            ended.addAll(sessions.delete(user, live.remove(0).id()));
        }
        status.finish();
        Optional<PresenceState> said = status.claims().stateOfThePresent();
        // Else they would differ from somebody who is offline.
        boolean isSeenByOthers = isSeen && !status.staysInvisible();
        long seen = isSeenByOthers ? EpochSeconds.floor(now) : lastSeenByOthers();
        boolean isMerged = !live.isEmpty() || (said.isPresent() && anonymous.isPresent());
        publish(
                isMerged
                        ? write(live, anonymous, said, seen)
                        : writeWithoutSessions(anonymous, said.isPresent(), seen));
    }

    /** A MiniMost beside us may have written when an invisible user was seen. */
    private long lastSeenByOthers() {
        return status.staysInvisible()
                ? merged.written(user).stream()
                        .findFirst()
                        .map(PresenceRow::lastSeen)
                        .orElse(row.lastSeen())
                : row.lastSeen();
    }

    private PresenceRow write(
            List<SessionRow> live, Optional<SessionRow> anonymous, Optional<PresenceState> said, long seen) {
        anonymous.ifPresent(live::add);
        PresenceState state = said.or(
                        () -> live.stream().map(SessionRow::presenceState).min(Comparator.naturalOrder()))
                .orElseThrow();
        PresenceRow after = new PresenceRow(seen, state.value(), status.overrideFor(row));
        if (!after.equals(row)) {
            presence.merge(seen, after.state(), after.override(), user);
        }
        merged.write(user, after.state(), seen, after.override());
        keepActive(ended);
        if (status.becomesInvisible()) {
            keepActive(live);
        }
        return after;
    }

    /**
     * From now on, the row itself is the anonymous session.
     *
     * @param isSaid whether a status says another state than what will be reported
     */
    private PresenceRow writeWithoutSessions(Optional<SessionRow> anonymous, boolean isSaid, long seen) {
        String override = status.overrideFor(row);
        PresenceRow after = isHeard || isSaid
                ? anonymous
                        .map(last -> new PresenceRow((long) last.heard(), last.state(), override))
                        .orElseGet(() -> new PresenceRow(seen, PresenceState.OFFLINE.value(), override))
                : new PresenceRow(seen, row.state(), override);
        anonymous.ifPresent(last -> ended.addAll(sessions.delete(user, last.id())));
        if (isSaid) {
            presence.merge(after.lastSeen(), after.state(), override, user);
        } else {
            presence.endMerge(after.lastSeen(), after.state(), override, user);
        }
        merged.clear((double) Math.max(seen, after.lastSeen()), user);
        keepActive(ended);
        return after;
    }

    private void keepActive(List<SessionRow> rows) {
        if (status.staysInvisible()) {
            return;
        }
        rows.stream()
                .map(SessionRow::active)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .ifPresent(active -> merged.keepActive(active, user, active));
    }

    private void publish(PresenceRow after) {
        Optional<PresenceState> before = row.visible(tables.window().contains(row.lastSeen(), now));
        Optional<PresenceState> visible = after.visible(tables.window().contains(after.lastSeen(), now));
        if (!before.equals(visible)) {
            transaction.publish(new PresenceChanged(user, before, visible, now));
        }
    }
}
