package io.minimost.presence.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minimost.presence.errors.PresenceStoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.transaction.TransactionException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** After some failures the write connection is reopened. */
@Timeout(60)
class ConnectionLossTest {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = directory.resolve("presence.db");
    }

    @Test
    void write_manyFatalFailures_leakNoConnectionAndHoldNoLock() throws Exception {
        Assumptions.assumeTrue(Files.isDirectory(DESCRIPTORS), "descriptors can be counted on Linux only");
        try (Pairs pairs = Pairs.in(file);
                Outsider outsider = Outsider.on(file)) {
            pairs.write(1);
            long before = descriptors();
            for (int i = 0; i < 20; i++) {
                assertThatThrownBy(() -> pairs.run(Durability.DURABLE, sql -> {
                            sql.insert(2, 1, "");
                            throw failure(SQLiteErrorCode.SQLITE_IOERR_READ);
                        }))
                        .isInstanceOf(PresenceStoreException.class);
            }
            outsider.execute("BEGIN IMMEDIATE");
            outsider.execute("ROLLBACK");
            pairs.write(3);

            // A few may wait for SQLite to reuse them: closing one would drop the locks of the others.
            assertThat(descriptors()).isLessThan(before + 6);
            assertThat(outsider.ids()).containsExactly(1L, 3L);
            assertThat(outsider.halves()).isZero();
        }
        assertThat(descriptors()).isZero();
    }

    @Test
    void open_fails_leaksNoConnection() throws IOException {
        Assumptions.assumeTrue(Files.isDirectory(DESCRIPTORS), "descriptors can be counted on Linux only");
        Files.writeString(file, "no database ".repeat(1_000));
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> Pairs.in(file)).isInstanceOf(PresenceStoreException.Corrupt.class);
        }

        assertThat(descriptors()).isZero();
    }

    @Test
    void write_errorOfTheJvm_thrownAsItIsAndTheNextWriteWorks() {
        for (Pairs each : List.of(Pairs.in(file), Pairs.inMemory())) {
            try (Pairs pairs = each) {
                pairs.write(1);
                assertThatThrownBy(() -> pairs.run(Durability.DURABLE, sql -> {
                            sql.insert(2, 1, "");
                            throw new StackOverflowError("of the test");
                        }))
                        .isInstanceOf(StackOverflowError.class)
                        .hasMessage("of the test");

                pairs.write(3);
                assertThat(pairs.ids()).containsExactly(1L, 3L);
            }
        }
    }

    /** A connection on which a transaction is still open, for any reason, must not refuse all later writes. */
    @Test
    void write_transactionEndedOrLeftOpenBehindOurBack_theNextButOneWorks() {
        for (Pairs each : List.of(Pairs.in(file), Pairs.inMemory())) {
            try (Pairs pairs = each) {
                Dao<Backdoor> backdoor = pairs.database().register(Backdoor.class);
                assertThatThrownBy(() -> pairs.database().write(Durability.EPHEMERAL, transaction -> {
                            transaction.sql(backdoor).rollback();
                            return true;
                        }))
                        .isInstanceOf(PresenceStoreException.class);
                pairs.write(1);
                boolean unused = pairs.database().read(backdoor, sql -> {
                    sql.begin();
                    return true;
                });

                for (long id = 2; id < 6; id++) {
                    try {
                        pairs.write(id);
                    } catch (PresenceStoreException e) {
                        assertThat(id).as("only the first may fail").isEqualTo(2);
                    }
                }

                assertThat(pairs.ids()).contains(1L, 3L, 4L, 5L);
            }
        }
    }

    /** A new connection counts the changes of others from the start. */
    @Test
    void publishChangesElsewhere_changeWhileTheConnectionIsReplaced_noticed() throws Exception {
        List<Object> events = new ArrayList<>();
        try (Pairs pairs = Pairs.in(file);
                Outsider outsider = Outsider.on(file)) {
            pairs.database().listen(UnnamedEvent.class, events::add);
            assertThatThrownBy(() -> pairs.run(Durability.DURABLE, sql -> {
                        throw failure(SQLiteErrorCode.SQLITE_FULL);
                    }))
                    .isInstanceOf(PresenceStoreException.Full.class);
            outsider.execute("INSERT INTO pairs (id, half) VALUES (1, 1)");
            pairs.write(2);

            pairs.database().publishChangesElsewhere();
            assertThat(events).hasSize(1);

            pairs.write(3);
            pairs.database().publishChangesElsewhere();
            assertThat(events).as("own changes are none elsewhere").hasSize(1);
        }
    }

    private static RuntimeException failure(SQLiteErrorCode code) {
        return new TransactionException(new SQLiteException("of the test", code));
    }

    /** How many descriptors this process has open on the database, its log and its shared memory. */
    private long descriptors() throws IOException {
        try (Stream<Path> open = Files.list(DESCRIPTORS)) {
            return open.filter(this::leadsToDatabase).count();
        }
    }

    private boolean leadsToDatabase(Path link) {
        try {
            return Files.readSymbolicLink(link).toString().startsWith(file.toString());
        } catch (NoSuchFileException e) {
            return false; // The descriptor that lists the directory.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    interface Backdoor {
        @FastSql("ROLLBACK")
        void rollback();

        @FastSql("BEGIN")
        void begin();
    }
}
