package io.minimost.presence.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** The CPU time of a PostgreSQL server on this machine, which Linux knows for each of its processes; 0 where it is not known. */
final class ServerCpu implements LongSupplier {
    private static final Path PROCESSES = Path.of("/proc");

    private final String postmaster;

    private ServerCpu(String postmaster) {
        this.postmaster = postmaster;
    }

    static ServerCpu of(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT pg_backend_pid()")) {
            rows.next();
            Path backend = PROCESSES.resolve(rows.getString(1));
            return new ServerCpu(Files.exists(backend) ? parent(backend) : "unknown");
        }
    }

    /** In nanoseconds. */
    @Override
    public long getAsLong() {
        try (Stream<Path> processes = Files.list(PROCESSES)) {
            return processes
                    .filter(process -> process.getFileName().toString().matches("[0-9]+"))
                    .filter(process ->
                            process.endsWith(postmaster) || parent(process).equals(postmaster))
                    .mapToLong(process ->
                            Long.parseLong(fields(process, "schedstat").get(0)))
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String parent(Path process) {
        List<String> fields = fields(process, "stat");
        return fields.size() < 2 ? "" : fields.get(1);
    }

    /** After the name of the process, which may contain blanks; zeros for a process that has ended. */
    private static List<String> fields(Path process, String file) {
        try {
            String text = Files.readString(process.resolve(file), US_ASCII);
            return List.of(text.substring(text.lastIndexOf(')') + 1).strip().split(" "));
        } catch (NoSuchFileException e) {
            return List.of("0", "0");
        } catch (IOException e) {
            return List.of("0", "0"); // Linux answers so, too, if the process ends meanwhile.
        }
    }
}
