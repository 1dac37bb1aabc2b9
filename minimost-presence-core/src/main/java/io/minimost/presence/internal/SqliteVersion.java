package io.minimost.presence.internal;

import io.minimost.presence.errors.PresenceStoreException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Refuses the versions of SQLite (3.7.0 to 3.51.2) with the bug that can corrupt a WAL file that two connections use. */
final class SqliteVersion {
    /** The version of sqlite-jdbc that this library is built and tested with. */
    static final String TESTED_DRIVER = "3.53.4.0";

    private static final int[] FIXED = {3, 51, 3};
    /** The first fixed versions of older release lines. */
    private static final int[][] BACKPORTED = {{3, 50, 7}, {3, 44, 6}};

    private SqliteVersion() {}

    /**
     * Refuses an SQLite that can corrupt the file that {@code connection} has opened.
     *
     * @throws PresenceStoreException.Unusable if it is refused; the message says what to do
     */
    static void require(DatabaseSettings settings, Connection connection) throws SQLException {
        Optional<String> problem =
                problem(settings, sqlite(connection), connection.getMetaData().getDriverVersion());
        if (problem.isPresent()) {
            throw new PresenceStoreException.Unusable(
                    settings.name(), PresenceStoreException.NO_CODE, problem.get(), null);
        }
    }

    /** Why SQLite {@code sqlite} in sqlite-jdbc {@code driver} is refused; empty if it is not. In memory, none is refused. */
    static Optional<String> problem(DatabaseSettings settings, String sqlite, String driver) {
        // Only one connection uses a database in memory.
        return settings.file().isEmpty() || isSafe(sqlite)
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "the jar sqlite-jdbc %s brings SQLite %s, which can corrupt a file that two connections use;"
                                + " sqlite-jdbc 3.51.3.0 or later is needed. Probably the dependency management of the"
                                + " application (as that of Spring Boot) has lowered the version; set"
                                + " <sqlite-jdbc.version>%s</sqlite-jdbc.version> in the properties of its pom.xml",
                        driver,
                        sqlite,
                        TESTED_DRIVER));
    }

    static boolean isSafe(String version) {
        int[] parts =
                Arrays.stream(version.split("\\.")).mapToInt(Integer::parseInt).toArray();
        if (Arrays.compare(parts, FIXED) >= 0) {
            return true;
        }
        return Arrays.stream(BACKPORTED)
                .anyMatch(fixed -> Arrays.mismatch(Arrays.copyOf(parts, 2), Arrays.copyOf(fixed, 2)) < 0
                        && Arrays.compare(parts, fixed) >= 0);
    }

    private static String sqlite(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT sqlite_version()")) {
            rows.next();
            return rows.getString(1);
        }
    }
}
