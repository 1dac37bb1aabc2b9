package io.minimost.presence.events;

import io.minimost.presence.events.PresenceEvent.Fact;
import io.minimost.presence.values.EpochSeconds;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** A row of {@code mp_facts}. */
record FactRow(long sequence, FactKind kind, FactSubject subject, double ts) {
    private static final long NOT_WRITTEN = 0;

    /** The rows of {@code fact}, which have no sequence yet. */
    static List<FactRow> of(Fact fact) {
        FactKind kind = FactKind.of(fact);
        double ts = EpochSeconds.of(fact.at());
        return kind.subjectsOf(fact).stream()
                .map(subject -> new FactRow(NOT_WRITTEN, kind, subject, ts))
                .toList();
    }

    /** The same row, written with {@code written} as its sequence. */
    FactRow at(long written) {
        return new FactRow(written, kind, subject, ts);
    }

    /** The same row without {@code user}, if it is about them. */
    FactRow without(String user) {
        return subject.user().filter(user::equals).isPresent()
                ? new FactRow(sequence, kind, new FactSubject(subject.channel(), Optional.empty(), subject.key()), ts)
                : this;
    }

    LoggedFact toLoggedFact(String log) {
        return new LoggedFact(
                new FactPosition(log, sequence),
                kind,
                subject.channel(),
                subject.user(),
                subject.key(),
                EpochSeconds.nearestInstant(ts));
    }

    static final class Mapper implements RowMapper<FactRow> {
        @Override
        public FactRow map(ResultSet row, StatementContext context) throws SQLException {
            FactSubject subject = new FactSubject(
                    Optional.ofNullable(row.getString(3)),
                    Optional.ofNullable(row.getString(4)),
                    Optional.ofNullable(row.getString(5)));
            return new FactRow(row.getLong(1), FactKind.fromValue(row.getString(2)), subject, row.getDouble(6));
        }
    }
}
