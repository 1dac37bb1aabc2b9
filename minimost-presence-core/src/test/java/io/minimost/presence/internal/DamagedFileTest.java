package io.minimost.presence.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minimost.presence.errors.PresenceStoreException;
import io.minimost.presence.errors.PresenceStoreException.Corrupt;
import io.minimost.presence.testing.SteppedClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** The content of the file is damaged, or SQLite reports damage, while a store has it open. */
@Timeout(120)
class DamagedFileTest {
    private static final String FILLER = "x".repeat(500);

    private final SteppedClock clock = new SteppedClock(Instant.ofEpochSecond(1_800_000_000));

    @TempDir
    private Path directory;

    private Path file;
    private Path backup;
    private Database database;
    private Dao<PairSql> sql;

    /** The backup is older than the file; both are larger than the caches of connections and the log. */
    @BeforeEach
    void open() throws Exception {
        file = directory.resolve("presence.db");
        backup = directory.resolve("backup.db");
        database = Database.open(
                new DatabaseSettings(Optional.of(file), StoreClock.trusted(clock), Pairs.PATIENT, 2, true, false));
        sql = database.register(PairSql.class);
        run(Durability.EPHEMERAL, PairSql::createTable);
        fill(0, 300);
        try (Outsider outsider = Outsider.on(file)) {
            outsider.execute("VACUUM INTO '" + backup + "'");
        }
        fill(300, 3_000);
    }

    @AfterEach
    void close() {
        database.close();
    }

    /** SQLite itself would detect it only some thousand writes later. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void write_backupCopiedOverTheFile_refusedAtOnceAndFromThenOn(boolean swept) throws Exception {
        checkpoint();
        if (swept) {
            sweep();
        } else {
            write(5_001, Durability.DURABLE); // Checks the files, too.
        }
        damage(backup);
        copyOver(backup);
        Set<Long> acknowledged = new TreeSet<>();
        boolean noticed = false;
        for (long id = 10_000; id < 10_200; id++) {
            try {
                write(id, Durability.DURABLE);
                assertThat(noticed).as("acknowledged after a refusal: %d", id).isFalse();
                acknowledged.add(id);
            } catch (PresenceStoreException e) {
                noticed = true;
            }
        }

        assertThat(acknowledged)
                .as("the file is shorter, which is seen at once")
                .isEmpty();
        assertRefused(() -> write(20_000, Durability.EPHEMERAL));
        assertRefused(() -> write(20_001, Durability.DURABLE));
    }

    /** Neither the length nor SQLite reveals it. */
    @Test
    void sweep_fileOfTheSameLengthCopiedOver_noticedInTwoSweeps() throws Exception {
        checkpoint();
        sweep();
        Command.require("sh", "-c", "cp %s %s".formatted(file, directory.resolve("same")));
        damage(directory.resolve("same"));
        copyOver(directory.resolve("same"));

        sweep();
        sweep();

        assertRefused(() -> write(20_000, Durability.EPHEMERAL));
        assertRefused(() -> write(20_001, Durability.DURABLE));
    }

    @Test
    void write_fileWasMendedAfterDamage_refusedUntilACheckThatIsDuePasses() throws Exception {
        checkpoint();
        sweep();
        Path sound = directory.resolve("sound");
        Command.require("cp", file.toString(), sound.toString());
        damage(file);
        sweep();
        sweep();
        assertRefused(() -> write(20_000));

        copyOver(sound);
        assertRefused(() -> write(20_001));
        clock.step(DamageGuard.INTERVAL);

        write(20_002);
        assertThat(ids()).contains(1L, 2_999L, 20_002L).doesNotContain(20_000L, 20_001L);
        try (Outsider outsider = Outsider.on(file)) {
            assertThat(outsider.integrity()).isEqualTo("ok");
        }
    }

    /** Every connection has cached pages of the previous file; using them further would mix the two files. */
    @Test
    void write_soundFileCopiedOver_goesOnWithWhatIsThereNow() throws Exception {
        checkpoint();
        write(5_001, Durability.DURABLE); // So the write connection knows that no other has written since.
        try (Outsider outsider = Outsider.on(file)) {
            outsider.query("PRAGMA wal_checkpoint(PASSIVE)");
        }
        assertThat(ids()).hasSize(3_001);
        copyOver(backup);

        write(20_001, Durability.DURABLE);

        assertThat(ids()).hasSize(301).contains(299L, 20_001L).doesNotContain(300L);
        try (Outsider outsider = Outsider.on(file)) {
            assertThat(outsider.integrity()).isEqualTo("ok");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = SQLiteErrorCode.class,
            names = {"SQLITE_CORRUPT", "SQLITE_NOTADB"})
    void read_failsOnASoundFile_notReportedAsCorruptAndWritesGoOn(SQLiteErrorCode code) {
        assertThatThrownBy(() -> failToRead(code))
                .isExactlyInstanceOf(PresenceStoreException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("a check of the file found none");

        write(20_001);
        assertThat(ids()).contains(20_001L);
    }

    /** The check reads the whole file, so it must not run for each call. */
    @Test
    void read_failsAgainBeforeTheNextCheckIsDue_writesWaitForIt() {
        assertThatThrownBy(() -> failToRead(SQLiteErrorCode.SQLITE_CORRUPT)).isNotInstanceOf(Corrupt.class);
        assertThatThrownBy(() -> failToRead(SQLiteErrorCode.SQLITE_CORRUPT))
                .isExactlyInstanceOf(PresenceStoreException.class)
                .hasMessageContaining("no check of the file has confirmed yet");

        assertRefused(() -> write(20_001));
        assertThat(ids()).hasSize(3_000);
        clock.step(DamageGuard.INTERVAL);

        write(20_002);
        assertThat(ids()).hasSize(3_001);
    }

    @Test
    void sweep_checkIsDue_writesGoOn() {
        assertThatThrownBy(() -> failToRead(SQLiteErrorCode.SQLITE_CORRUPT)).isNotInstanceOf(Corrupt.class);
        assertThatThrownBy(() -> failToRead(SQLiteErrorCode.SQLITE_CORRUPT)).isNotInstanceOf(Corrupt.class);
        clock.set(clock.instant().minusSeconds(1_000)); // The next check must not wait until the old time.

        sweep();

        write(20_001);
    }

    @Test
    void write_anotherStoreOnTheFileMetDamage_refused() throws Exception {
        checkpoint();
        try (Pairs other = Pairs.in(file)) {
            damage(file);
            Dao<FillerSql> fillers = other.database().register(FillerSql.class);
            assertThatThrownBy(() -> other.database().read(fillers, FillerSql::total))
                    .isInstanceOf(Corrupt.class)
                    .hasMessageContaining("a check of the file");

            assertRefused(() -> write(20_001));
            assertRefused(() -> other.write(20_002));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = SQLiteErrorCode.class,
            names = {"SQLITE_IOERR_READ", "SQLITE_CANTOPEN", "SQLITE_NOMEM"})
    void read_failsOtherwise_notReportedAsCorruptAndWritesGoOn(SQLiteErrorCode code) {
        assertThatThrownBy(() -> failToRead(code))
                .isInstanceOf(PresenceStoreException.class)
                .isNotInstanceOf(Corrupt.class);

        write(20_001);
        assertThat(ids()).contains(20_001L);
    }

    private void failToRead(SQLiteErrorCode code) {
        database.read(transaction -> {
            throw new IllegalStateException(new SQLiteException("of the test", code));
        });
    }

    private void fill(long from, long to) {
        run(Durability.EPHEMERAL, pairs -> {
            for (long id = from; id < to; id++) {
                pairs.insert(id, 1, FILLER);
                pairs.insert(id, 2, FILLER);
            }
        });
    }

    private void write(long id) {
        write(id, Durability.EPHEMERAL);
    }

    private void write(long id, Durability durability) {
        run(durability, pairs -> {
            pairs.insert(id, 1, FILLER);
            pairs.insert(id, 2, FILLER);
        });
    }

    private void run(Durability durability, Consumer<PairSql> work) {
        database.write(durability, transaction -> {
            work.accept(transaction.sql(sql));
            return true;
        });
    }

    private Set<Long> ids() {
        Set<Long> ids = new TreeSet<>();
        database.read(sql, PairSql::ids).forEach(id -> ids.add(Long.valueOf(id)));
        return ids;
    }

    /** Overwrites pages in the middle. */
    private static void damage(Path file) throws IOException {
        Command.require(
                "sh",
                "-c",
                "dd if=/dev/urandom of=%s bs=4096 seek=80 count=20 conv=notrunc status=none".formatted(file));
    }

    private void checkpoint() throws Exception {
        try (Outsider outsider = Outsider.on(file)) {
            outsider.query("PRAGMA wal_checkpoint(TRUNCATE)");
        }
    }

    /** Like {@code cp}: replaces the content, but not the file. */
    private void copyOver(Path other) throws IOException {
        Command.require("cp", other.toString(), file.toString());
    }

    /** Sweeps; the sweep that finds the damage throws. */
    private void sweep() {
        try {
            database.publishChangesElsewhere();
        } catch (Corrupt e) {
            assertThat(e).hasMessageContaining(file.toString());
        }
    }

    interface FillerSql {
        /** Reads every page of the table. */
        @FastSql("SELECT CAST(total(length(filler)) AS TEXT) FROM pairs")
        String total();
    }

    private void assertRefused(ThrowingCallable write) {
        assertThatThrownBy(write).isInstanceOf(Corrupt.class).hasMessageContaining(file.toString());
    }
}
