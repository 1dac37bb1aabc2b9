package io.minimost.examples.bridge;

import io.minimost.presence.host.UserDirectory;
import io.minimost.presence.receipts.MessageLookup;
import io.minimost.presence.values.EpochSeconds;
import io.minimost.presence.values.MessageId;
import io.minimost.presence.values.MessageRef;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.locator.ClasspathSqlLocator;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/**
 * MiniMost's users and messages. The newest generation keeps the messages in one file for all users, the first one in a copy
 * for each user. The statements for both are in the resources. Thread-safe.
 */
record MiniMostFiles(Path data) implements MessageLookup, UserDirectory {
    boolean isNewest() {
        return Files.exists(data.resolve("users/messages.db"));
    }

    @Override
    public Optional<Message> find(MessageId id, String viewer) {
        List<Row> rows = read(viewer, "message", Map.of("id", id.number().orElse(0L)));
        return rows.stream().map(row -> new Message(row.message(), row.user())).findFirst();
    }

    @Override
    public List<Instant> messagesOfOthers(String channel, String reader, Optional<Instant> after) {
        double ts = after.map(EpochSeconds::of).orElse(0.0);
        List<Row> rows = read(reader, "unread", Map.of("channel", channel, "user", reader, "ts", ts));
        return rows.stream().map(row -> row.message().at()).toList();
    }

    @Override
    public Optional<String> find(String name) {
        return all().stream().filter(name::equalsIgnoreCase).findFirst();
    }

    @Override
    public List<String> all() {
        String users = "SELECT username FROM users ORDER BY rowid";
        return Jdbi.create("jdbc:sqlite:" + data.resolve("auth.db"))
                .withHandle(sql -> sql.select(users).mapTo(String.class).list());
    }

    /** Reads the messages that {@code user} sees. Leaves out channels in a spelling that only MiniMost accepts. */
    List<Row> read(String user, String query, Map<String, ?> values) {
        List<Row> rows = new ArrayList<>();
        RowMapper<Row> mapper = ConstructorMapper.of(Row.class);
        for (Path file : files(List.of(user))) {
            Jdbi jdbi = Jdbi.create("jdbc:sqlite:" + file);
            jdbi.useHandle(sql ->
                    sql.createQuery(sql(query)).bindMap(values).map(mapper).forEach(rows::add));
        }
        return rows.stream().filter(Row::isValid).toList();
    }

    /** Writes the messages that {@code users} see. */
    void write(List<String> users, String update, Map<String, ?> values) {
        for (Path file : files(users)) {
            Jdbi.create("jdbc:sqlite:" + file).useTransaction(sql -> {
                for (String statement : sql(update).split("\n\n", -1)) {
                    sql.createUpdate(statement).bindMap(values).execute();
                }
            });
        }
    }

    /** Only with names that MiniMost itself gives, so that none leads to another file. */
    private List<Path> files(List<String> users) {
        List<String> names = isNewest() ? List.of("messages") : users;
        return names.stream()
                .filter(name -> name.matches("[A-Za-z0-9_-]{1,32}"))
                .map(name -> data.resolve("users/" + name + ".db"))
                .filter(Files::exists)
                .toList();
    }

    /** The statements of the generation, separated by blank lines. */
    private String sql(String name) {
        return ClasspathSqlLocator.create().locate((isNewest() ? "newest/" : "first/") + name);
    }

    record Row(String user, String channel, double ts, String text) {
        MessageRef message() {
            return new MessageRef(channel, EpochSeconds.nearestInstant(ts));
        }

        boolean isValid() {
            try {
                return message().channel().equals(channel);
            } catch (IllegalArgumentException e) {
                return false;
            }
        }
    }
}
