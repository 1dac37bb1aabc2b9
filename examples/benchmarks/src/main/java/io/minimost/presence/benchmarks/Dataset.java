package io.minimost.presence.benchmarks;

import io.minimost.presence.PresenceStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * The users and channels that a file is filled with: every user is known to {@code presence} and types in one channel,
 * five in each.
 */
final class Dataset {
    static final int PER_CHANNEL = 5;

    private final String[] users;
    private final String[] channels;

    Dataset(int count) {
        users = IntStream.range(0, count).mapToObj("user-%06d"::formatted).toArray(String[]::new);
        channels = IntStream.range(0, count)
                .mapToObj(i -> "channel-%06d".formatted(i / PER_CHANNEL))
                .toArray(String[]::new);
    }

    /** Creates {@code file} with the library's own schema, and fills it. */
    Path fill(Path file) throws SQLException {
        PresenceStore.open(file).close();
        try (RawDatabase database = new RawDatabase(file)) {
            database.execute("BEGIN");
            insert(
                    database.prepare("INSERT INTO presence (user, last_seen, state) VALUES (?, ?, 'active')"),
                    database.prepare("INSERT INTO typing (user, channel, ts) VALUES (?, ?, ?)"));
            database.execute("COMMIT");
        }
        return file;
    }

    /** Fills the tables of PostgreSQL, in the schema that {@code connection} uses. */
    void fill(Connection connection) throws SQLException {
        try (PreparedStatement presence = connection.prepareStatement(
                        "INSERT INTO presence (\"user\", last_seen, state) VALUES (?, ?, 'active')");
                PreparedStatement typing =
                        connection.prepareStatement("INSERT INTO typing (\"user\", channel, ts) VALUES (?, ?, ?)")) {
            connection.setAutoCommit(false);
            insert(presence, typing);
            connection.commit();
            connection.setAutoCommit(true);
        }
    }

    private void insert(PreparedStatement presence, PreparedStatement typing) throws SQLException {
        for (int i = 0; i < users.length; i++) {
            presence.setString(1, users[i]);
            presence.setLong(2, MovingClock.START);
            presence.executeUpdate();
            typing.setString(1, users[i]);
            typing.setString(2, channels[i]);
            typing.setLong(3, MovingClock.START);
            typing.executeUpdate();
        }
    }

    int anyIndex() {
        return ThreadLocalRandom.current().nextInt(users.length);
    }

    String user(int index) {
        return users[index];
    }

    /** The channel that {@code user(index)} types in. */
    String channel(int index) {
        return channels[index];
    }
}
