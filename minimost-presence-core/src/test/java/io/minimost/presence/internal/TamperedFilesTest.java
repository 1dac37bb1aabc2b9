package io.minimost.presence.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minimost.presence.errors.PresenceStoreException.Unusable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Another program (never this one, which would drop SQLite's locks) does something to one of the files of an open
 * database. {@code %s} in a command is the file.
 */
@Timeout(60)
class TamperedFilesTest {
    @TempDir
    private Path directory;

    private Path file;
    private Pairs pairs;

    @BeforeEach
    void open() {
        file = directory.resolve("presence.db");
        pairs = Pairs.in(file);
        for (long id = 0; id < 20; id++) {
            pairs.write(id);
        }
    }

    @AfterEach
    void close() {
        pairs.close();
    }

    @ParameterizedTest
    @CsvSource({
        "'', rm %s",
        "'', mv %s %s.moved",
        "'', cp %s %s.copy; mv %s.copy %s",
        "'', ln %s %s.link",
        "'', truncate -s 0 %s",
        "'', 'd=$(dirname %s); mv $d $d.moved; mkdir $d; mv $d $d.empty; touch $d'",
        "-wal, rm %s",
        "-wal, mv %s %s.moved",
        "-wal, cp %s %s.copy; mv %s.copy %s",
        "-wal, truncate -s 0 %s",
        "-wal, truncate -s 5000 %s",
        "-shm, rm %s",
        "-shm, cp %s %s.copy; mv %s.copy %s",
    })
    void write_durable_refusedAtOnceAndNothingIsWritten(String suffix, String command) throws Exception {
        try {
            tamper(suffix, command);

            assertLost(() -> pairs.write(101, Durability.DURABLE));

            assertLost(() -> pairs.write(102, Durability.EPHEMERAL));
            assertLost(pairs::ids);
            assertLost(this::sweep);
        } finally {
            Command.require("sh", "-c", "[ ! -d %1$s.moved ] || { rm %1$s; mv %1$s.moved %1$s; }".formatted(directory));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', rm %s",
        "'', cp %s %s.copy; mv %s.copy %s",
        "'', ln %s %s.link",
        "'', truncate -s 0 %s",
        "-wal, rm %s",
        "-wal, cp %s %s.copy; mv %s.copy %s",
        "-wal, truncate -s 0 %s",
        "-shm, rm %s",
        "-shm, cp %s %s.copy; mv %s.copy %s",
        "-shm, truncate -s 0 %s",
        ".lock, rm %s",
        ".lock, mv %s %s.moved",
        ".lock, cp %s %s.copy; mv %s.copy %s",
    })
    void sweep_anyFile_everyCallIsRefusedFromThenOn(String suffix, String command) throws Exception {
        sweep();
        tamper(suffix, command);

        assertLost(this::sweep);

        assertLost(() -> pairs.write(101, Durability.EPHEMERAL));
        assertLost(() -> pairs.write(102, Durability.DURABLE));
        assertLost(pairs::ids);
    }

    /** The writes since then hide the loss from a check that reads only the length. */
    @Test
    void sweep_logWasCutOffBelowWhatWasWrittenSinceTheLastLook_refused() throws Exception {
        sweep();
        for (long id = 200; id < 400; id += 2) {
            pairs.write(id);
        }
        tamper("-wal", "truncate -s -50000 %s");

        assertLost(this::sweep);
    }

    @Test
    void write_fileGotASecondName_refusedAlsoWhenTheNameIsGoneAgain() throws Exception {
        tamper("", "ln %s %s.link");
        assertLost(this::sweep);
        tamper("", "rm %s.link");

        assertLost(() -> pairs.write(101));
    }

    @ParameterizedTest
    @CsvSource({"-wal, rm %s", "-wal, cp %s %s.copy; mv %s.copy %s", "-shm, truncate -s 0 %s", ".lock, rm %s"})
    void close_afterALoss_leavesWhatIsThereAsItIs(String suffix, String command) throws Exception {
        tamper(suffix, command);
        String before = listing();

        pairs.close();

        assertThat(listing()).isEqualTo(before);
    }

    @Test
    void open_afterTheLossWasSeenToAndTheStoreClosed_works() throws Exception {
        tamper(".lock", "rm %s");
        assertLost(this::sweep);
        pairs.close();

        pairs = Pairs.in(file);

        pairs.write(101);
        assertThat(pairs.ids()).hasSize(21).contains(101L);
    }

    @ParameterizedTest
    @CsvSource({"'', truncate -s 0 %s", "-wal, rm %s", "-shm, rm %s", ".lock, rm %s"})
    void open_fileOfAnotherStoreWasLost_refusedAndNothingIsCreatedOrDeleted(String suffix, String command)
            throws Exception {
        tamper(suffix, command);
        String before = listing();

        assertThatThrownBy(() -> Pairs.in(file).close()).isInstanceOf(Unusable.class);

        assertThat(listing()).isEqualTo(before);
    }

    @Test
    void open_fileWasEmptiedUnderAnotherProcess_refusedAndItsLogIsNotDeleted() throws Exception {
        Path other = directory.resolve("other.db");
        Command.require("sh", "-c", "cp %s-wal %s-wal && touch %s".formatted(file, other, other));
        String before = listing();

        assertThatThrownBy(() -> Pairs.in(other).close())
                .isInstanceOf(Unusable.class)
                .hasMessageContaining(other.toString())
                .hasMessageContaining("emptied");

        assertThat(listing()).isEqualTo(before);
    }

    private void sweep() {
        pairs.database().publishChangesElsewhere();
    }

    private void tamper(String suffix, String command) throws IOException {
        Command.require("sh", "-c", "set -e; " + command.replace("%s", file + suffix));
    }

    /** Names, lengths and contents of all files. */
    private String listing() throws IOException {
        Path list = directory.resolveSibling(directory.getFileName() + ".list");
        Command.require("sh", "-c", "cd %s && md5sum * > %s".formatted(directory, list));
        return Files.readString(list);
    }

    private void assertLost(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(Unusable.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("while the store had it open");
    }
}
