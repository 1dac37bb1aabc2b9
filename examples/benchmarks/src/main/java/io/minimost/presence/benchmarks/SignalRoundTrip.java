package io.minimost.presence.benchmarks;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.calls.Calls;
import io.minimost.presence.signaling.Signal;
import io.minimost.presence.signaling.SignalLimits;
import io.minimost.presence.signaling.SignalType;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * A signal is sent to a user in a call, who then reads what is new. The store also checks that both are in the call, that the
 * payload is JSON, and that the mailbox is not full; of those by hand, one checks the same but for the JSON. Each mailbox is
 * emptied now and then, as when a user joins again: for the store that is a durable commit, which brings all earlier ones to the
 * disk, too.
 */
final class SignalRoundTrip {
    private static final int MAILBOX = 200;
    private static final String PAYLOAD = "{\"candidate\":\"" + "candidate:842163049 1 udp ".repeat(20) + "\"}";

    private SignalRoundTrip() {}

    static List<ResultRow> measure(Fixture fixture) throws Exception {
        Dataset dataset = new Dataset(fixture.profile().rows());
        RawDatabase raw = fixture.raw(dataset);
        Path file = fixture.file(dataset);
        RawDatabase writer = fixture.raw(file);
        RawCall.begin(writer);
        Samples samples = SideBySide.measure(
                fixture.profile(),
                store(fixture.callStore(dataset)),
                raw(raw, raw, () -> {}, () -> {}),
                raw(writer, fixture.raw(file), checks(writer), () -> writer.execute("PRAGMA synchronous = FULL")));
        return List.of(
                ResultRow.cpu(
                        "signals: send, then signals",
                        "`BEGIN IMMEDIATE`, insert, `COMMIT`, query",
                        samples,
                        0,
                        1,
                        Optional.empty()),
                ResultRow.cpu(
                        "signals: send, then signals",
                        "the same with the same checks, and a connection for reading",
                        samples,
                        0,
                        2,
                        Optional.of(Target.atMost(1.8))));
    }

    private static Operation store(PresenceStore store) {
        Calls calls = store.calls();
        String call =
                calls.initiate("dm:alice:bob", "alice").call().orElseThrow().id();
        calls.accept(call, "bob");
        long[] sent = {0, 0};
        return () -> {
            if (++sent[0] % MAILBOX == 0) {
                calls.accept(call, "bob");
            }
            calls.signals().send(call, "alice", "bob", SignalType.ICE_CANDIDATE, PAYLOAD);
            List<Signal> fresh = calls.signals().waiting(call, "bob", sent[1]);
            sent[1] = requireOne(fresh.size(), fresh.get(0).id());
        };
    }

    /** Whether both are in the call, and the mailbox has room. */
    private static Operation checks(RawDatabase database) throws SQLException {
        RawCall call = new RawCall(database);
        PreparedStatement count =
                database.prepare("SELECT count(*) FROM call_signals WHERE call_id = 'c1' AND to_user = 'bob'");
        PreparedStatement bytes = database.prepare(
                "SELECT sum(octet_length(payload)) FROM call_signals WHERE call_id = 'c1' AND to_user = 'bob'");
        return () -> {
            call.requireBothIn("alice", "bob");
            SignalLimits limits = SignalLimits.DEFAULT;
            long waiting = number(count);
            boolean mayBeFull = waiting * limits.maxPayloadBytes() + PAYLOAD.length() > limits.maxBytes();
            if (waiting >= limits.maxSignals() || (mayBeFull && number(bytes) + PAYLOAD.length() > limits.maxBytes())) {
                throw new IllegalStateException("full");
            }
        };
    }

    private static long number(PreparedStatement query) throws SQLException {
        try (ResultSet answer = query.executeQuery()) {
            return answer.next() ? answer.getLong(1) : 0;
        }
    }

    private static Operation raw(RawDatabase database, RawDatabase reader, Operation checks, Operation beforePurge)
            throws SQLException {
        PreparedStatement insert = database.prepare("""
                INSERT INTO call_signals (call_id, from_user, to_user, signal_type, payload, ts)
                VALUES ('c1', 'alice', 'bob', 'ice_candidate', ?, ?)
                """);
        PreparedStatement query = reader.prepare("""
                SELECT id, from_user, signal_type, payload, ts FROM call_signals
                WHERE call_id = 'c1' AND to_user = 'bob' AND id > ? ORDER BY id LIMIT 200
                """);
        PreparedStatement purge = database.prepare("DELETE FROM call_signals WHERE call_id = 'c1'");
        long[] sent = {0, 0};
        Operation write = RawWrites.inTransaction(database, () -> {
            checks.run();
            insert.setString(1, PAYLOAD);
            insert.setDouble(2, System.currentTimeMillis() / 1000.0);
            insert.executeUpdate();
        });
        return () -> {
            if (++sent[0] % MAILBOX == 0) {
                beforePurge.run();
                purge.executeUpdate();
                database.execute("PRAGMA synchronous = NORMAL");
            }
            write.run();
            query.setLong(1, sent[1]);
            int count = 0;
            long last = 0;
            try (ResultSet answer = query.executeQuery()) {
                while (answer.next()) {
                    count++;
                    last = answer.getLong(1);
                    requirePayload(answer.getString(2), answer.getString(3), answer.getString(4), answer.getDouble(5));
                }
            }
            sent[1] = requireOne(count, last);
        };
    }

    private static long requireOne(int count, long id) {
        if (count != 1) {
            throw new IllegalStateException("expected one signal, not " + count);
        }
        return id;
    }

    private static void requirePayload(String from, String type, String payload, double time) {
        if (from.isEmpty() || type.isEmpty() || payload.length() != PAYLOAD.length() || time == 0) {
            throw new IllegalStateException("not the signal that was sent: " + payload);
        }
    }
}
