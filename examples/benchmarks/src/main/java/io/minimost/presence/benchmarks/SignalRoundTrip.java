package io.minimost.presence.benchmarks;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.calls.Calls;
import io.minimost.presence.signaling.Signal;
import io.minimost.presence.signaling.SignalType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * A signal is sent to a user in a call, who then reads what is new. The store also checks that both are in the call, that the
 * payload is JSON, and that the mailbox is not full; the statements by hand do not. Each mailbox is emptied now and then, as
 * when a user joins again.
 */
final class SignalRoundTrip {
    private static final int MAILBOX = 200;
    private static final String PAYLOAD = "{\"candidate\":\"" + "candidate:842163049 1 udp ".repeat(20) + "\"}";

    private SignalRoundTrip() {}

    static List<ResultRow> measure(Fixture fixture) throws Exception {
        Dataset dataset = new Dataset(fixture.profile().rows());
        Samples samples =
                SideBySide.measure(fixture.profile(), store(fixture.callStore(dataset)), raw(fixture.raw(dataset)));
        return List.of(ResultRow.cpu(
                "signals: send, then signals",
                "`BEGIN IMMEDIATE`, insert, `COMMIT`, query",
                samples,
                0,
                1,
                Optional.empty()));
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

    private static Operation raw(RawDatabase database) throws SQLException {
        PreparedStatement insert = database.prepare("""
                INSERT INTO call_signals (call_id, from_user, to_user, signal_type, payload, ts)
                VALUES ('c1', 'alice', 'bob', 'ice_candidate', ?, ?)
                """);
        PreparedStatement query = database.prepare("""
                SELECT id, from_user, signal_type, payload, ts FROM call_signals
                WHERE call_id = 'c1' AND to_user = 'bob' AND id > ? ORDER BY id LIMIT 200
                """);
        PreparedStatement purge = database.prepare("DELETE FROM call_signals WHERE call_id = 'c1'");
        long[] sent = {0, 0};
        Operation write = RawWrites.inTransaction(database, () -> {
            insert.setString(1, PAYLOAD);
            insert.setDouble(2, System.currentTimeMillis() / 1000.0);
            insert.executeUpdate();
        });
        return () -> {
            if (++sent[0] % MAILBOX == 0) {
                purge.executeUpdate();
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
