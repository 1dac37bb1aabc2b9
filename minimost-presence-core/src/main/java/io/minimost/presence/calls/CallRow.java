package io.minimost.presence.calls;

import io.minimost.presence.events.PresenceEvent.CallEnded;
import io.minimost.presence.values.EpochSeconds;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** A call and one of its participants. A call without participants has one row, too. */
record CallRow(Call call, Optional<Participant> participant) {
    /** The calls of {@code rows}, in their order, each with all of its participants. */
    static List<Call> calls(List<CallRow> rows) {
        Map<String, List<CallRow>> byCall = new LinkedHashMap<>();
        rows.forEach(row ->
                byCall.computeIfAbsent(row.call.id(), id -> new ArrayList<>()).add(row));
        return byCall.values().stream().map(CallRow::call).toList();
    }

    private static Call call(List<CallRow> rows) {
        return rows.get(0)
                .call
                .withParticipants(
                        rows.stream().flatMap(row -> row.participant.stream()).toList());
    }

    static final class Mapper implements RowMapper<CallRow> {
        @Override
        public CallRow map(ResultSet row, StatementContext context) throws SQLException {
            Call call = new Call(
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    CallState.fromValue(row.getString(4)),
                    EpochSeconds.nearestInstant(row.getDouble(5)),
                    time(row, 6),
                    time(row, 7),
                    reason(row.getString(8)),
                    Optional.ofNullable(row.getString(9)),
                    List.of());
            return new CallRow(call, row.getString(10) == null ? Optional.empty() : Optional.of(participant(row)));
        }

        private static Participant participant(ResultSet row) throws SQLException {
            return new Participant(
                    row.getString(10),
                    Participant.Role.fromValue(row.getString(11)),
                    Participant.State.fromValue(row.getString(12)),
                    time(row, 13),
                    time(row, 14),
                    row.getBoolean(15),
                    time(row, 16),
                    time(row, 17));
        }

        private static Optional<Instant> time(ResultSet row, int column) throws SQLException {
            double seconds = row.getDouble(column);
            return row.wasNull() ? Optional.empty() : Optional.of(EpochSeconds.nearestInstant(seconds));
        }

        /** Empty also for a reason that only a later version knows. */
        private static Optional<CallEnded.Reason> reason(@Nullable String name) {
            return Stream.of(CallEnded.Reason.values())
                    .filter(reason -> reason.name().equals(name))
                    .findFirst();
        }
    }
}
