package io.minimost.presence.benchmarks;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.benchmarks.http.HttpServer;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a server is asked for. Its clock is the real one, and all times are of now.
 *
 * @param users each is online
 * @param typists each types in one channel, five in each; as many of them as there are users type in {@link #CROWD}, too
 * @param members of the users, who are in {@link #OWN_CHANNELS} private channels each
 */
record HttpDataset(int users, int typists, int members) {
    static final String CROWD = "crowd";
    /** Five users type here, and no benchmark lets them type again. */
    static final String QUIET = "quiet";

    static final String READ = "read";
    static final int OWN_CHANNELS = 20;

    private static final int PER_CHANNEL = 5;
    private static final int MESSAGES = 200;
    private static final int READERS = 10;

    static String user(int index) {
        return "user-%06d".formatted(index);
    }

    static String channel(int typist) {
        return "channel-%06d".formatted(typist / PER_CHANNEL);
    }

    /** The private channels of a member. Ten members have the same. */
    static List<String> ownChannels(int member) {
        int first = member / READERS * OWN_CHANNELS + 1;
        return IntStream.range(first, first + OWN_CHANNELS)
                .mapToObj(id -> "private:" + id)
                .toList();
    }

    List<String> publicChannels() {
        return Stream.concat(
                        Stream.of(CROWD, QUIET, READ),
                        IntStream.range(0, typists)
                                .filter(i -> i % PER_CHANNEL == 0)
                                .mapToObj(HttpDataset::channel))
                .toList();
    }

    /** Starts a server on {@code file}, which is created and filled. */
    HttpServer serve(Path file) throws Exception {
        return HttpServer.start(fill(file), publicChannels());
    }

    /** Creates {@code file} with the library's own schema, and fills it. */
    Path fill(Path file) throws SQLException {
        PresenceStore.open(file).close();
        try (RawDatabase database = new RawDatabase(file)) {
            database.execute("BEGIN");
            long now = Instant.now().getEpochSecond();
            PreparedStatement presence =
                    database.prepare("INSERT INTO presence (user, last_seen, state) VALUES (?, ?, 'active')");
            PreparedStatement typing = database.prepare("INSERT INTO typing (user, channel, ts) VALUES (?, ?, ?)");
            for (int i = 0; i < users; i++) {
                insert(presence, user(i), now);
                insert(typing, user(i), CROWD, now);
            }
            for (int i = 0; i < typists; i++) {
                insert(typing, user(i), channel(i), now);
            }
            for (int i = 0; i < PER_CHANNEL; i++) {
                insert(typing, user(i), QUIET, now);
            }
            fillReceipts(database, now);
            fillChannels(database, now);
            database.execute("COMMIT");
        }
        return file;
    }

    private static void fillReceipts(RawDatabase database, long now) throws SQLException {
        PreparedStatement receipt =
                database.prepare("INSERT INTO read_receipts (channel, msg_ts, reader) VALUES (?, ?, ?)");
        for (int i = 0; i < MESSAGES * READERS; i++) {
            insert(receipt, READ, now - i % MESSAGES + 0.25, user(i / MESSAGES));
        }
    }

    private void fillChannels(RawDatabase database, long now) throws SQLException {
        PreparedStatement channel = database.prepare(
                "INSERT OR IGNORE INTO private_channels (id, name, created_by, created_ts) VALUES (?, 'Team', ?, ?)");
        PreparedStatement member = database.prepare(
                "INSERT INTO private_channel_members (channel_id, username, joined_ts) VALUES (?, ?, ?)");
        for (int i = 0; i < members; i++) {
            for (String own : ownChannels(i)) {
                String id = own.substring(own.indexOf(':') + 1);
                insert(channel, id, user(i), now);
                insert(member, id, user(i), now);
            }
        }
    }

    private static void insert(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        statement.executeUpdate();
    }
}
