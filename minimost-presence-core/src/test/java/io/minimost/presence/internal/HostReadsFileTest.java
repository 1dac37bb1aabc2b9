package io.minimost.presence.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minimost.presence.errors.PresenceStoreException.Unusable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The host copies the file in the JVM of the store. When it closes the file, the system drops SQLite's locks. To another
 * program the file then seems unused, and when that program ends, it deletes the write-ahead log of the store.
 */
@Timeout(60)
class HostReadsFileTest {
    @TempDir
    private Path directory;

    @Test
    void write_afterAnotherProgramRemovedTheLog_durableAtOnceAndAllOthersAfterASweep() throws Exception {
        Path file = directory.resolve("presence.db");
        try (Pairs pairs = Pairs.in(file)) {
            pairs.write(1, Durability.DURABLE);
            Files.copy(file, directory.resolve("backup.db"), StandardCopyOption.REPLACE_EXISTING);
            pairs.write(2, Durability.DURABLE);

            assertThat(askAnotherProgram(file)).isEqualTo("2");
            assertThat(directory.resolve("presence.db-wal"))
                    .as("the hazard that this is about")
                    .doesNotExist();

            pairs.write(4, Durability.EPHEMERAL); // The risk of writes that check no file.
            assertThatThrownBy(() -> pairs.write(3, Durability.DURABLE))
                    .isInstanceOf(Unusable.class)
                    .hasMessageContaining("presence.db-wal was deleted");
            assertThatThrownBy(() -> pairs.write(5, Durability.EPHEMERAL)).isInstanceOf(Unusable.class);
        }
        assertThat(askAnotherProgram(file)).isEqualTo("2");
    }

    @Test
    void sweep_afterAnotherProgramRemovedTheLog_ephemeralWritesAreRefused() throws Exception {
        Path file = directory.resolve("presence.db");
        try (Pairs pairs = Pairs.in(file)) {
            pairs.write(1, Durability.DURABLE);
            try (var checksum = Files.newInputStream(file)) {
                assertThat(checksum.read()).isEqualTo('S');
            }
            assertThat(askAnotherProgram(file)).isEqualTo("1");

            assertThatThrownBy(() -> pairs.database().publishChangesElsewhere()).isInstanceOf(Unusable.class);

            assertThatThrownBy(() -> pairs.write(2, Durability.EPHEMERAL)).isInstanceOf(Unusable.class);
            assertThatThrownBy(pairs::ids).isInstanceOf(Unusable.class);
        }
    }

    /** Reads the file with another SQLite, as any program may. Returns how many pairs it sees. */
    private static String askAnotherProgram(Path file) throws IOException {
        Path answer = file.resolveSibling("answer");
        String problem = Command.run("python3", "-c", """
                import sqlite3, sys
                c = sqlite3.connect(sys.argv[1])
                open(sys.argv[2], 'w').write(str(c.execute('SELECT count(*) FROM pairs WHERE half = 1').fetchone()[0]))
                c.close()
                """, file.toString(), answer.toString());
        Assumptions.assumeTrue(problem.isEmpty(), () -> "no Python with sqlite3: " + problem);
        return Files.readString(answer);
    }
}
