package io.minimost.presence.testing;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.postgresql.ds.PGSimpleDataSource;

/** A real PgBouncer in front of a server, which lends a connection for one transaction. */
public final class PgBouncer implements AutoCloseable {
    private final Path directory;
    private final Process process;
    private final int port;

    private PgBouncer(Path directory, Process process, int port) {
        this.directory = directory;
        this.process = process;
        this.port = port;
    }

    /** Skips the test, with a printed reason, where there is none; fails if PostgreSQL is required. */
    public static PgBouncer start(OwnPostgres server, int connections) throws IOException {
        int port = OwnPostgres.freePort();
        Path directory = Files.createTempDirectory("minimost-presence-pgbouncer");
        Path settings = directory.resolve("pgbouncer.ini");
        Files.writeString(settings, """
                [databases]
                postgres = host=127.0.0.1 port=%d dbname=postgres user=postgres
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %d
                unix_socket_dir =
                auth_type = any
                pool_mode = transaction
                default_pool_size = %d
                ignore_startup_parameters = extra_float_digits
                """.formatted(server.port(), port, connections));
        List<String> command = new ArrayList<>(List.of("pgbouncer", "--quiet"));
        if (System.getProperty("user.name").equals("root")) {
            // It refuses to run as root.
            command.add("--user=nobody");
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        command.add(settings.toString());
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("log").toFile())
                    .start();
            PgBouncer started = new PgBouncer(directory, process, port);
            await().ignoreExceptions().until(started::isListening);
            return started;
        } catch (IOException e) {
            String problem = "PgBouncer cannot run here: " + e.getMessage();
            if (System.getenv("MINIMOST_REQUIRE_POSTGRES") != null) {
                throw new AssertionError(problem, e);
            }
            assumeTrue(false, problem);
            throw e;
        }
    }

    /** Opens connections to it as the administrator, without what it does not know: prepared statements. */
    public PGSimpleDataSource dataSource() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl("jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres&prepareThreshold=0");
        return source;
    }

    private boolean isListening() throws IOException {
        if (!process.isAlive()) {
            throw new AssertionError("PgBouncer has ended: " + Files.readString(directory.resolve("log")));
        }
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        }
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        OwnPostgres.delete(directory);
    }
}
