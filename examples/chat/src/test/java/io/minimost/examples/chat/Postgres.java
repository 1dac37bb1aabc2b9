package io.minimost.examples.chat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * A PostgreSQL server for the tests of this JVM. Where none can run the tests are skipped, unless the environment says
 * {@code MINIMOST_REQUIRE_POSTGRES}.
 */
final class Postgres {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static @Nullable EmbeddedPostgres server;
    private static @Nullable String problem;

    private Postgres() {}

    /** Returns the JDBC URL of a new database. */
    static synchronized String newDatabase() {
        String name = "chat_" + COUNT.incrementAndGet();
        administer("CREATE DATABASE " + name);
        return server().getJdbcUrl("postgres", name);
    }

    /** Runs statements as the administrator of the server, outside of the database of a test. */
    static synchronized void administer(String... statements) {
        try (Connection connection = DriverManager.getConnection(server().getJdbcUrl("postgres", "postgres"));
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** Runs {@code task} while nobody can write to a table of {@code database}. */
    static void whileLocked(String database, String table, Runnable task) {
        try (Connection connection = DriverManager.getConnection(database);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE " + table + " IN EXCLUSIVE MODE");
            task.run();
            connection.rollback();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** A node on a new database. */
    static ChatOptions options() {
        return node(0, newDatabase());
    }

    static ChatOptions node(int port, String database, String... peers) {
        return new ChatOptions("127.0.0.1", port, Path.of("unused"), Optional.of(database), List.of(peers));
    }

    private static EmbeddedPostgres server() {
        if (server == null && problem == null) {
            try {
                // Nothing of these tests is to survive a crash.
                server = EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .setServerConfig("max_connections", "100")
                        .start();
            } catch (IOException | RuntimeException e) {
                problem = "PostgreSQL cannot run here: " + e;
                System.out.println("Tests on PostgreSQL are skipped: " + problem);
            }
        }
        EmbeddedPostgres running = server;
        return running != null ? running : giveUp(String.valueOf(problem));
    }

    private static EmbeddedPostgres giveUp(String reason) {
        return System.getenv("MINIMOST_REQUIRE_POSTGRES") != null ? Assertions.fail(reason) : Assumptions.abort(reason);
    }
}
