package io.minimost.presence.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two other processes and two stores of this one write to one file, which did not exist before. */
class SharedFileTest {
    static final int THREADS = 3;
    static final int WRITES = 250;

    @TempDir
    private Path directory;

    @Test
    @Timeout(120)
    void write_twoProcessesAndTwoStores_nothingBusyNothingLost() throws Exception {
        Path file = directory.resolve("presence.db");
        List<Process> children = new ArrayList<>();
        for (int child = 0; child < 2; child++) {
            children.add(ChildJvm.start(SharedFileWriter.class, file, child));
        }
        try (Pairs one = Pairs.in(file);
                Pairs other = Pairs.in(file)) {
            Together.run(2 * THREADS, thread -> writeAll(thread % 2 == 0 ? one : other, 10 + thread));
            for (Process child : children) {
                assertThat(ChildJvm.output(child)).isEqualTo("done");
            }
            try (Outsider outsider = Outsider.on(file)) {
                assertThat(outsider.ids()).hasSize(4 * THREADS * WRITES);
                assertThat(outsider.halves()).isZero();
                assertThat(outsider.integrity()).isEqualTo("ok");
            }
            assertThat(one.ids()).hasSize(4 * THREADS * WRITES).isEqualTo(other.ids());
        }
    }

    @Test
    @Timeout(60)
    void open_manyAtOnceOnAFileThatIsNotThere_allSucceed() throws Exception {
        for (int round = 0; round < 15; round++) {
            Path file = directory.resolve("new" + round + ".db");
            Together.run(6, thread -> {
                try (Pairs pairs = Pairs.in(file)) {
                    pairs.write(thread);
                }
            });
            try (Outsider outsider = Outsider.on(file)) {
                assertThat(outsider.ids()).hasSize(6);
            }
        }
    }

    static void writeAll(Pairs pairs, int writer) {
        for (int i = 0; i < WRITES; i++) {
            pairs.write(writer * 1_000_000L + i);
        }
    }
}
