package io.minimost.presence.testing;

import io.minimost.presence.internal.Command;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import org.postgresql.ds.PGSimpleDataSource;

/** A standby of {@link OwnPostgres}, which it follows until it is promoted. */
public final class Standby implements AutoCloseable {
    private static final String NAME = "standby";

    private final Path directory;
    private final int port;
    private final OwnPostgres primary;
    private final EmbeddedPostgres server;

    private Standby(OwnPostgres primary) throws IOException {
        this.primary = primary;
        directory = Files.createTempDirectory("minimost-presence-standby");
        // The server we have comes without pg_basebackup. The files must belong to the same user.
        Command.require("cp", "-a", primary.directory() + "/.", directory.toString());
        Files.createFile(directory.resolve("standby.signal"));
        Files.writeString(
                directory.resolve("postgresql.auto.conf"),
                "primary_conninfo = 'host=localhost port=%d user=postgres application_name=%s'%n"
                        .formatted(primary.port(), NAME),
                StandardOpenOption.APPEND);
        primary.restart();
        port = OwnPostgres.freePort(); // Now the one of the primary is not free.
        server = EmbeddedPostgres.builder()
                .setDataDirectory(directory)
                .setCleanDataDirectory(false)
                .setPort(port)
                .setPGStartupWait(OwnPostgres.STARTUP)
                .start();
    }

    /** Starts {@code primary}, which is stopped, and a copy of it. From now on commits that are to last wait for both. */
    public static Standby of(OwnPostgres primary) throws IOException, SQLException {
        Standby standby = new Standby(primary);
        try (PlainConnection plain = PlainConnection.on(primary.dataSource().getConnection())) {
            plain.sql("ALTER SYSTEM SET synchronous_standby_names = '" + NAME + "'");
            plain.sql("SELECT pg_reload_conf()");
        }
        return standby;
    }

    /** Opens connections to whichever of the two is the primary. */
    public PGSimpleDataSource eitherServer() {
        return OwnPostgres.dataSource("localhost:" + primary.port() + ",localhost:" + port);
    }

    /** Makes it the primary. */
    public void promote() throws SQLException {
        PGSimpleDataSource own = OwnPostgres.dataSource("localhost:" + port);
        own.setTargetServerType("any");
        try (PlainConnection plain = PlainConnection.on(own.getConnection())) {
            plain.sql("SELECT pg_promote()");
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        OwnPostgres.delete(directory);
    }
}
