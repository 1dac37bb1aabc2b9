package io.minimost.presence.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A server of PostgreSQL for one test class, which may crash it. It writes to the disk as a real one. The role {@code locked}
 * needs a password.
 */
public final class OwnPostgres implements BeforeAllCallback, AfterAllCallback {
    /** After a crash it reads its log first, which takes long on a busy machine. */
    static final Duration STARTUP = Duration.ofMinutes(1);

    private @Nullable Path directory;
    private @Nullable EmbeddedPostgres server;
    private int port;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        try {
            directory = Files.createTempDirectory("minimost-presence-postgres");
            port = freePort();
            server = start();
        } catch (IOException | RuntimeException e) {
            String problem = "PostgreSQL cannot run here: " + e;
            if (System.getenv("MINIMOST_REQUIRE_POSTGRES") != null) {
                throw new AssertionError(problem, e);
            }
            assumeTrue(false, problem);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        if (server != null) {
            server.close();
        }
        if (directory != null) {
            delete(directory);
        }
    }

    /** Opens connections as the administrator. */
    public PGSimpleDataSource dataSource() {
        return dataSource("localhost:" + port);
    }

    /** The same for several servers, of which one is the primary. */
    static PGSimpleDataSource dataSource(String hosts) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl("jdbc:postgresql://" + hosts + "/postgres?user=postgres&targetServerType=primary");
        return source;
    }

    /** A connection of the administrator to the tables in {@code schema}. */
    public PlainConnection plain(String schema) throws SQLException {
        PlainConnection plain = PlainConnection.on(dataSource().getConnection());
        plain.sql("SET search_path TO " + schema);
        return plain;
    }

    /** Ends all sessions but that of {@code own}. Returns how many there were. */
    public static int endSessions(PlainConnection own) {
        List<String> ended = own.column("SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity"
                + " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()");
        assertThat(ended).containsOnly("true");
        return ended.size();
    }

    /** Stops the server as at a loss of power: sessions end at once, and nothing is written any more. */
    public void crash() throws Exception {
        String pid = Files.readAllLines(directory().resolve("postmaster.pid")).get(0);
        ProcessHandle postmaster = ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
        // What "pg_ctl stop -m immediate" does, which would refuse to run for root.
        assertThat(new ProcessBuilder("kill", "-QUIT", pid.strip()).start().waitFor())
                .isZero();
        postmaster.onExit().get(30, TimeUnit.SECONDS);
        Objects.requireNonNull(server).close();
        server = null;
    }

    /** Stops the server in order. */
    public void stop() throws IOException {
        Objects.requireNonNull(server).close();
        server = null;
    }

    /** Starts the server again after a {@link #stop} or a {@link #crash}. */
    public void restart() throws IOException {
        server = start();
    }

    /** A port on which nobody listens. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    /** Where its files are. */
    Path directory() {
        return Objects.requireNonNull(directory, "only during a test");
    }

    static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private EmbeddedPostgres start() throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(directory())
                .setCleanDataDirectory(false)
                .setPort(port)
                .setServerConfig("fsync", "on")
                .setPGStartupWait(STARTUP)
                .setDataDirectoryCustomizer(data -> lockRole(data.toPath().resolve("pg_hba.conf")))
                .start();
    }

    private static void lockRole(Path rules) {
        try {
            String known = Files.readString(rules);
            if (!known.contains("locked")) {
                Files.writeString(rules, "host all locked all scram-sha-256\n" + known);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
