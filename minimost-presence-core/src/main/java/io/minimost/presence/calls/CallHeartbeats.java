package io.minimost.presence.calls;

import io.minimost.presence.internal.Dao;
import io.minimost.presence.internal.Database;
import io.minimost.presence.internal.Durability;
import io.minimost.presence.internal.Transaction;
import java.time.Instant;
import java.util.Optional;

/** Which clients are in a call: what they report about themselves, and about each other. */
final class CallHeartbeats {
    private final Database database;
    private final CallKeys keys;
    private final RecordHeartbeat recordHeartbeat;
    private final CallDeadlines deadlines;
    private final CallTransitions transitions;
    private final CallAccess access;

    CallHeartbeats(
            Database database,
            CallKeys keys,
            Dao<ParticipantSql> participants,
            CallDeadlines deadlines,
            CallTransitions transitions,
            CallAccess access) {
        this.database = database;
        this.keys = keys;
        recordHeartbeat = new RecordHeartbeat(
                participants, database.register(PostgresParticipantSql.class), deadlines, transitions);
        this.deadlines = deadlines;
        this.transitions = transitions;
        this.access = access;
    }

    /** Records a heartbeat of {@code user}, which lets a user who was lost join again. Returns whether they are in. */
    boolean record(String call, String user) {
        Instant now = database.now();
        RecordHeartbeat.Outcome outcome =
                database.merge(recordHeartbeat, new RecordHeartbeat.Heartbeat(call, user, now));
        return outcome == RecordHeartbeat.Outcome.RECORDED
                || (outcome == RecordHeartbeat.Outcome.WAS_LOST
                        && database.write(
                                Durability.DURABLE,
                                keys.of(call),
                                transaction -> rejoin(transaction, call, user, now)));
    }

    private boolean rejoin(Transaction transaction, String call, String user, Instant now) {
        Optional<Call> live = transitions
                .expireAndFind(transaction, call, now)
                .filter(Call::isLive)
                .filter(found ->
                        found.participant(user).filter(deadlines::wasLost).isPresent())
                .filter(found -> access.mayJoin(transaction, found, user));
        live.ifPresent(found -> transitions.join(transaction, found, user, now));
        return live.isPresent();
    }

    /** Removes {@code user} if neither {@code reporter} nor the store has heard their client for a while. */
    GoneReportResult reportGone(String call, String reporter, String user) {
        Instant now = database.now();
        return database.write(Durability.DURABLE, keys.of(call), transaction -> {
            Optional<Call> found = transitions
                    .expireAndFind(transaction, call, now)
                    .filter(Call::isLive)
                    .filter(live -> live.isIn(reporter));
            if (found.isEmpty()) {
                return GoneReportResult.NOT_ALLOWED;
            }
            boolean isGone = !user.equals(reporter)
                    && found.get()
                            .participant(user)
                            .filter(participant -> deadlines.isGone(participant, now))
                            .isPresent();
            if (isGone) {
                transitions.leaveAsLost(transaction, found.get(), user, now);
            }
            return isGone ? GoneReportResult.REMOVED : GoneReportResult.IGNORED;
        });
    }
}
