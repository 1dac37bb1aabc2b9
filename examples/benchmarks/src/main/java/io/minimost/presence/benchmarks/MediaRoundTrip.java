package io.minimost.presence.benchmarks;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.calls.Calls;
import io.minimost.presence.media.MediaChunk;
import io.minimost.presence.media.MediaLimits;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A media chunk of 32 KiB is sent, and the other user in the call reads what is new. All keep the newest 64 MiB; the
 * store also checks that both users are in the call, and drops chunks that are older than its window. Of those by hand, one does
 * the same; the other relies on all chunks having one length, and one sender.
 */
final class MediaRoundTrip {
    private static final int CHUNK_BYTES = 32 * 1024;
    private static final int KEPT = 64 * 1024 * 1024 / CHUNK_BYTES;

    private MediaRoundTrip() {}

    static List<ResultRow> measure(Fixture fixture) throws Exception {
        Dataset dataset = new Dataset(fixture.profile().rows());
        byte[] chunk = new byte[CHUNK_BYTES];
        ThreadLocalRandom.current().nextBytes(chunk);
        RawDatabase raw = fixture.raw(dataset);
        Path file = fixture.file(dataset);
        RawDatabase writer = fixture.raw(file);
        RawDatabase reader = fixture.raw(file);
        RawCall.begin(writer);
        RawCall sender = new RawCall(writer);
        RawCall viewer = new RawCall(reader);
        Samples samples = SideBySide.measure(
                fixture.profile(),
                store(fixture.callStore(dataset), chunk),
                raw(raw, raw, chunk, byNumber(raw), () -> {}),
                raw(writer, reader, chunk, byBytesAndAge(writer, sender), () -> viewer.requireIn("bob")));
        return List.of(
                ResultRow.cpu(
                        "media: append of 32 KiB, then read",
                        "`BEGIN IMMEDIATE`, insert, delete, `COMMIT`, query",
                        samples,
                        0,
                        1,
                        Optional.empty()),
                ResultRow.cpu(
                        "media: append of 32 KiB, then read",
                        "the same with the same checks and limits, and a connection for reading",
                        samples,
                        0,
                        2,
                        Optional.of(Target.atMost(1.5))));
    }

    private static Operation store(PresenceStore store, byte[] chunk) {
        Calls calls = store.calls();
        String call =
                calls.initiate("dm:alice:bob", "alice").call().orElseThrow().id();
        calls.accept(call, "bob");
        long[] last = {0};
        return () -> {
            calls.media().append(call, "alice", Optional.empty(), chunk);
            List<MediaChunk> fresh = calls.media()
                    .read(call, "bob", "alice", Optional.empty(), OptionalLong.of(last[0]))
                    .orElseThrow()
                    .chunks();
            last[0] = requireOne(fresh.size(), fresh.get(0).data(), fresh.get(0).sequence());
        };
    }

    /** Deletes what is too old, whatever the lengths of the chunks. */
    private interface Prune {
        void run(long last) throws SQLException;
    }

    private static Prune byNumber(RawDatabase database) throws SQLException {
        PreparedStatement prune = database.prepare("""
                DELETE FROM call_media WHERE call_id = 'c1' AND sender = 'alice' AND is_init = 0 AND id <= ?
                """);
        return last -> {
            prune.setLong(1, last - KEPT);
            prune.executeUpdate();
        };
    }

    /** As the store, with its index. */
    private static Prune byBytesAndAge(RawDatabase database, RawCall call) throws SQLException {
        PreparedStatement bytes = database.prepare("SELECT sum(length(data)) FROM call_media"
                + " INDEXED BY mp_call_media_size WHERE call_id = 'c1' AND is_init = 0");
        PreparedStatement oldest = database.prepare("SELECT id, ts, length(data) FROM call_media"
                + " INDEXED BY mp_call_media_size WHERE call_id = 'c1' AND is_init = 0 ORDER BY id LIMIT 1");
        PreparedStatement delete = database.prepare("DELETE FROM call_media WHERE id = ?");
        return last -> {
            call.requireIn("alice");
            double since = System.currentTimeMillis() / 1000.0
                    - MediaLimits.DEFAULT.window().toSeconds();
            long excess = -MediaLimits.DEFAULT.maxBytes();
            try (ResultSet answer = bytes.executeQuery()) {
                excess += answer.next() ? answer.getLong(1) : 0;
            }
            for (boolean more = true; more; ) {
                try (ResultSet answer = oldest.executeQuery()) {
                    more = answer.next() && (excess > 0 || answer.getDouble(2) < since);
                    if (more) {
                        delete.setLong(1, answer.getLong(1));
                        excess -= answer.getLong(3);
                    }
                }
                if (more) {
                    delete.executeUpdate();
                }
            }
        };
    }

    private static Operation raw(
            RawDatabase database, RawDatabase reader, byte[] chunk, Prune prune, Operation readCheck)
            throws SQLException {
        PreparedStatement insert = database.prepare(
                "INSERT INTO call_media (call_id, sender, is_init, data, ts) VALUES ('c1', 'alice', 0, ?, ?)");
        PreparedStatement query = reader.prepare("""
                SELECT id, data FROM call_media
                WHERE call_id = 'c1' AND sender = 'alice' AND is_init = 0 AND id > ? ORDER BY id LIMIT 30
                """);
        long[] last = {0};
        Operation write = RawWrites.inTransaction(database, () -> {
            insert.setBytes(1, chunk);
            insert.setDouble(2, System.currentTimeMillis() / 1000.0);
            insert.executeUpdate();
            prune.run(last[0]);
        });
        return () -> {
            write.run();
            readCheck.run();
            query.setLong(1, last[0]);
            int count = 0;
            byte[] data = {};
            long id = 0;
            try (ResultSet answer = query.executeQuery()) {
                while (answer.next()) {
                    count++;
                    id = answer.getLong(1);
                    data = answer.getBytes(2);
                }
            }
            last[0] = requireOne(count, data, id);
        };
    }

    private static long requireOne(int count, byte[] data, long id) {
        if (count != 1 || data.length != CHUNK_BYTES) {
            throw new IllegalStateException("expected one chunk, not " + count);
        }
        return id;
    }
}
