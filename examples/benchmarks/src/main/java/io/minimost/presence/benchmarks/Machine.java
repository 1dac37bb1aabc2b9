package io.minimost.presence.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Properties;
import org.sqlite.JDBC;

/** Where and when a run took place, in one line of Markdown. */
final class Machine {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    private Machine() {}

    static String describe() throws IOException, SQLException {
        return "%s; %d processors (%s), %s %s; Java %s; SQLite %s; files on %s"
                .formatted(
                        LocalDate.now(ZoneOffset.UTC),
                        Runtime.getRuntime().availableProcessors(),
                        processor(),
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        Runtime.version(),
                        sqlite(),
                        Files.getFileStore(Path.of(System.getProperty("java.io.tmpdir")))
                                .type());
    }

    private static String processor() throws IOException {
        if (!Files.isReadable(CPU_INFO)) {
            return System.getProperty("os.arch");
        }
        return Files.readAllLines(CPU_INFO).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(System.getProperty("os.arch"));
    }

    private static String sqlite() throws SQLException {
        try (Connection memory = JDBC.createConnection(JDBC.PREFIX + ":memory:", new Properties());
                ResultSet version = memory.createStatement().executeQuery("SELECT sqlite_version()")) {
            return version.getString(1);
        }
    }
}
