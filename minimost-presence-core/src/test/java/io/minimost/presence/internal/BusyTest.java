package io.minimost.presence.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minimost.presence.errors.PresenceStoreException;
import io.minimost.presence.errors.PresenceStoreException.Busy;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Another program holds the write lock. */
@Timeout(60)
class BusyTest {
    private static final Duration IMPATIENT = Duration.ofMillis(50);

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = directory.resolve("presence.db");
    }

    @Test
    void write_lockHeldNowAndThen_whatIsReportedIsWhatHappened() throws Exception {
        Set<Long> acknowledged = new ConcurrentSkipListSet<>();
        Set<Long> refused = new ConcurrentSkipListSet<>();
        AtomicBoolean done = new AtomicBoolean();
        try (Pairs pairs = Pairs.in(file, IMPATIENT);
                Outsider outsider = Outsider.on(file)) {
            CompletableFuture<Void> locker = CompletableFuture.runAsync(() -> lockNowAndThen(outsider, done));
            Together.run(8, thread -> {
                for (int i = 0; i < 250; i++) {
                    long id = thread * 1_000L + i;
                    try {
                        pairs.write(id);
                        acknowledged.add(id);
                    } catch (Busy busy) {
                        assertThat(busy.isRetrySafe()).isTrue();
                        refused.add(id);
                    }
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
                }
            });
            done.set(true);
            locker.get(10, TimeUnit.SECONDS);

            assertThat(refused).as("refused").hasSizeGreaterThan(20);
            assertThat(acknowledged.size() + refused.size()).isEqualTo(2_000);
            assertThat(outsider.ids()).isEqualTo(acknowledged);
            assertThat(outsider.halves()).isZero();
        }
    }

    @Test
    void write_lockReleasedWithinTheTimeOut_waitsAndSucceeds() throws Exception {
        try (Pairs pairs = Pairs.in(file);
                Outsider outsider = Outsider.on(file)) {
            outsider.execute("BEGIN IMMEDIATE");
            CompletableFuture<Void> write = CompletableFuture.runAsync(() -> pairs.write(1));
            assertThatThrownBy(() -> write.get(200, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);

            outsider.execute("COMMIT");

            assertThat(write).succeedsWithin(Duration.ofSeconds(10));
            assertThat(pairs.ids()).containsExactly(1L);
        }
    }

    @Test
    void read_lockHeld_doesNotWait() throws SQLException {
        try (Pairs pairs = Pairs.in(file);
                Outsider outsider = Outsider.on(file)) {
            pairs.write(1);
            outsider.execute("BEGIN IMMEDIATE");

            assertThat(pairs.ids()).containsExactly(1L);
        }
    }

    /** Changing the journal mode and creating tables both need the lock; SQLite itself waits only for one of them. */
    @ParameterizedTest
    @ValueSource(strings = {"BEGIN IMMEDIATE", "BEGIN EXCLUSIVE", "BEGIN; SELECT count(*) FROM old"})
    void open_fileThatIsNotYetOursIsLocked_waitsAndThenUpgrades(String lock) throws Exception {
        try (Outsider outsider = Outsider.on(file)) {
            outsider.execute("CREATE TABLE old (x)");
            outsider.execute("INSERT INTO old VALUES (1)");
            CompletableFuture<Pairs> opening;
            try (Held held = new Held(outsider, lock)) {
                opening = CompletableFuture.supplyAsync(() -> Pairs.in(file));
                assertThatThrownBy(() -> opening.get(300, TimeUnit.MILLISECONDS))
                        .isInstanceOf(TimeoutException.class);
                assertThat(held.isOpen()).isTrue();
            }

            try (Pairs pairs = opening.get(20, TimeUnit.SECONDS)) {
                pairs.write(1);
                assertThat(outsider.ids()).containsExactly(1L);
                assertThat(outsider.query("PRAGMA journal_mode")).containsExactly("wal");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"BEGIN IMMEDIATE", "BEGIN EXCLUSIVE", "BEGIN; SELECT count(*) FROM old"})
    void open_fileThatIsNotYetOursStaysLocked_busyAndNothingIsDone(String lock) throws Exception {
        try (Outsider outsider = Outsider.on(file)) {
            outsider.execute("CREATE TABLE old (x)");
            outsider.execute("INSERT INTO old VALUES (1)");
            try (Held held = new Held(outsider, lock)) {
                assertThat(held.isOpen()).isTrue();
                assertThatThrownBy(() -> Pairs.in(file, IMPATIENT))
                        .isInstanceOf(Busy.class)
                        .hasMessageContaining(file.toString());
            }
            assertThat(outsider.query("SELECT name FROM sqlite_schema")).containsExactly("old");
            assertThat(outsider.query("PRAGMA journal_mode")).containsExactly("delete");
            assertThat(outsider.query("PRAGMA user_version")).containsExactly("0");
        }
    }

    @Test
    void open_walFileThatStaysLocked_busyAndNothingIsDone() throws Exception {
        try (Outsider outsider = Outsider.on(file)) {
            outsider.execute("PRAGMA journal_mode = WAL");
            outsider.execute("CREATE TABLE old (x)");
            outsider.execute("BEGIN IMMEDIATE");
            assertThatThrownBy(() -> Pairs.in(file, IMPATIENT)).isInstanceOf(Busy.class);
            outsider.execute("ROLLBACK");

            assertThat(outsider.query("SELECT name FROM sqlite_schema")).containsExactly("old");
        }
    }

    @Test
    void open_fileThatIsComplete_needsNoLock() throws Exception {
        Pairs.in(file).close();
        try (Outsider outsider = Outsider.on(file)) {
            outsider.execute("BEGIN IMMEDIATE");
            DatabaseSettings settings = Pairs.settings(Optional.of(file), IMPATIENT);
            try (Database database = Database.open(settings)) {
                assertThatThrownBy(() -> database.write(Durability.EPHEMERAL, transaction -> true))
                        .isInstanceOf(PresenceStoreException.Busy.class);
            }
        }
    }

    private static void lockNowAndThen(Outsider outsider, AtomicBoolean done) {
        Random random = new Random(7);
        try {
            outsider.execute("PRAGMA busy_timeout = 5000");
            while (!done.get()) {
                outsider.execute("BEGIN IMMEDIATE");
                LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(random.nextInt(200_000)));
                outsider.execute("COMMIT");
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(40)));
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** A transaction of another program that holds its lock until this is closed. */
    private record Held(Outsider outsider, List<String> statements) implements AutoCloseable {
        Held(Outsider outsider, String statements) throws SQLException {
            this(outsider, List.of(statements.split("; ", -1)));
            for (String sql : this.statements) {
                outsider.execute(sql);
            }
        }

        boolean isOpen() {
            return !statements.isEmpty();
        }

        @Override
        public void close() throws SQLException {
            outsider.execute("ROLLBACK");
        }
    }
}
