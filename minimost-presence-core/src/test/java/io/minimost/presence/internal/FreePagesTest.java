package io.minimost.presence.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.minimost.presence.testing.LogCapture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What deleted rows leave in the file goes back to the system, a little with each sweep. */
class FreePagesTest {
    private static final int ROWS = 2000;
    private static final long MEGABYTE = 1 << 20;
    private static final int PAGE_SIZE = 4096;

    private Path file = Path.of("");
    private Pairs pairs = Pairs.inMemory();

    @BeforeEach
    void fill(@TempDir Path directory) throws Exception {
        pairs.close();
        file = directory.resolve("presence.db");
        pairs = Pairs.in(file);
        pairs.run(
                Durability.EPHEMERAL,
                sql -> LongStream.range(0, ROWS).forEach(id -> sql.insert(id, 1, "x".repeat(PAGE_SIZE))));
        assertThat(freePages()).isZero();
    }

    @AfterEach
    void close() {
        pairs.close();
    }

    @Test
    void file_shrinksAfterADeletion() {
        deleteAll();

        await().untilAsserted(() -> {
            sweep();
            assertThat(Files.size(file)).isLessThan(MEGABYTE);
        });
        assertThat(freePages()).isEqualTo(FreePages.KEPT_PAGES);
    }

    /** It became shorter by SQLite's own doing, so nobody waits for a check of it. */
    @Test
    void fileThatHasShrunk_isNotSuspected() {
        try (LogCapture log = new LogCapture()) {
            deleteAll();

            await().untilAsserted(() -> {
                sweep();
                pairs.write(ROWS, Durability.DURABLE);
                pairs.run(Durability.EPHEMERAL, sql -> sql.delete(ROWS));
                assertThat(Files.size(file)).isLessThan(MEGABYTE);
            });
            pairs.write(ROWS, Durability.DURABLE);
            sweep();

            assertThat(log.text()).doesNotContain("the file is checked");
        }
    }

    /** Writers wait while pages are moved. */
    @Test
    void oneSweep_releasesAFewHundredPages() {
        deleteAll();
        long free = freePages();

        sweep();

        assertThat(freePages()).isEqualTo(free - FreePages.MAX_SLICES * FreePages.SLICE_PAGES);
    }

    @Test
    void rest_isKeptForWhatComesNext() throws IOException {
        pairs.run(
                Durability.EPHEMERAL,
                sql -> LongStream.range(0, FreePages.KEPT_PAGES / 2).forEach(sql::delete));
        long free = freePages();
        assertThat(free).isPositive();

        sweep();

        assertThat(freePages()).isEqualTo(free);
        assertThat(Files.size(file) / PAGE_SIZE).isGreaterThan(free);
    }

    /** Another program writes: the sweep neither waits nor fails, and the next one goes on. */
    @Test
    void nothingIsReleased_whileAnotherProcessWrites() throws Exception {
        deleteAll();
        long free = freePages();
        try (Outsider other = Outsider.on(file)) {
            other.execute("BEGIN IMMEDIATE");
            sweep();
            assertThat(freePages()).isEqualTo(free);
            other.execute("COMMIT");
        }

        sweep();

        assertThat(freePages()).isLessThan(free);
    }

    /** The file keeps its length as long as somebody reads what was there, and no longer. */
    @Test
    void file_shrinksWhenAReaderHasFinished() throws Exception {
        try (Outsider reader = Outsider.on(file)) {
            reader.execute("BEGIN");
            assertThat(reader.query("SELECT count(*) FROM pairs")).containsExactly(String.valueOf(ROWS));
            deleteAll();
            await().untilAsserted(() -> {
                sweep();
                assertThat(freePages()).isEqualTo(FreePages.KEPT_PAGES);
            });
            sweep();
            assertThat(Files.size(file)).isGreaterThan(MEGABYTE);
            reader.execute("COMMIT");
        }

        sweep();

        assertThat(Files.size(file)).isLessThan(MEGABYTE);
    }

    /** A file of somebody who does not want that: then its free pages stay, and are used again. */
    @Test
    void fileWithoutAutoVacuum_keepsItsLength() throws Exception {
        try (Outsider other = Outsider.on(file)) {
            other.execute("PRAGMA auto_vacuum = NONE");
            other.execute("VACUUM");
        }
        deleteAll();
        long free = freePages();

        sweep();

        assertThat(freePages()).isEqualTo(free);
        pairs.write(7);
        assertThat(pairs.ids()).containsExactly(7L);
    }

    private void deleteAll() {
        pairs.run(Durability.EPHEMERAL, sql -> LongStream.range(0, ROWS).forEach(sql::delete));
    }

    private void sweep() {
        pairs.database().callbacks().sweep();
    }

    private long freePages() {
        try (Outsider other = Outsider.on(file)) {
            return Long.parseLong(other.query("PRAGMA freelist_count").get(0));
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
