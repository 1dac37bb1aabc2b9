package io.minimost.presence.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log is copied to the file while others write, and not only by the commit that finds it long. */
class EarlyCheckpointTest {
    private Path file = Path.of("");
    private Pairs pairs = Pairs.inMemory();

    @BeforeEach
    void open(@TempDir Path directory) throws Exception {
        pairs.close();
        file = directory.resolve("presence.db");
        pairs = Pairs.in(file);
        try (Outsider other = Outsider.on(file)) {
            other.execute("PRAGMA wal_checkpoint(PASSIVE)");
        }
    }

    @AfterEach
    void close() {
        pairs.close();
    }

    @Test
    void aLongLog_isCopiedBySweeps() throws Exception {
        write(EarlyCheckpoint.PAGES);
        assertThat(pagesToCheckpoint()).isGreaterThan(EarlyCheckpoint.PAGES);

        pairs.database().callbacks().sweep();

        assertThat(pagesToCheckpoint()).isZero();
    }

    @Test
    void itIsCopiedWhileOthersWrite() throws Exception {
        write(EarlyCheckpoint.PAGES);
        try (Outsider other = Outsider.on(file)) {
            other.execute("BEGIN IMMEDIATE");

            pairs.database().giveWay();

            assertThat(pagesToCheckpoint()).isZero();
            other.execute("COMMIT");
        }
        assertThat(pairs.ids()).hasSize(0);
    }

    @Test
    void aShortLog_waits() throws Exception {
        write(EarlyCheckpoint.PAGES / 2);
        long pages = pagesToCheckpoint();
        assertThat(pages).isPositive();

        pairs.database().giveWay();

        assertThat(pagesToCheckpoint()).isEqualTo(pages);
    }

    /** Each row fills a page. */
    private void write(int rows) {
        pairs.run(
                Durability.EPHEMERAL,
                sql -> LongStream.range(0, rows).forEach(id -> sql.insert(id, 2, "x".repeat(4096))));
    }

    private long pagesToCheckpoint() throws SQLException {
        try (Outsider other = Outsider.on(file)) {
            other.query("SELECT count(*) FROM pairs"); // Else it does not know the log.
            return other.pagesToCheckpoint();
        }
    }
}
