package io.minimost.presence.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What other programs may do to the files of an open database by means of SQLite. */
@Timeout(120)
class NoFalseAlarmTest {
    private static final String FILLER = "x".repeat(2_000);

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PRAGMA wal_checkpoint(PASSIVE)",
                "PRAGMA wal_checkpoint(FULL)",
                "PRAGMA wal_checkpoint(RESTART)",
                "PRAGMA wal_checkpoint(TRUNCATE)",
                "DELETE FROM pairs WHERE id > 100; PRAGMA incremental_vacuum; PRAGMA wal_checkpoint(TRUNCATE)",
                "DELETE FROM pairs WHERE id > 100; VACUUM; PRAGMA wal_checkpoint(TRUNCATE)",
                "PRAGMA journal_size_limit = 0; PRAGMA wal_checkpoint(RESTART); UPDATE pairs SET filler = '' WHERE id = 1",
            })
    void write_anotherProgramTidiesUp_goesOn(String statements) throws Exception {
        Path file = directory.resolve("presence.db");
        try (Pairs pairs = Pairs.in(file)) {
            long id = 0;
            for (int round = 0; round < 3; round++) {
                fill(pairs, id, id + 500);
                id += 500;
                sweep(pairs);
                try (Outsider outsider = Outsider.on(file)) {
                    for (String statement : statements.split(";", -1)) {
                        outsider.execute(statement);
                    }
                }
                pairs.write(id++, Durability.DURABLE);
                sweep(pairs);
                pairs.write(id++, Durability.EPHEMERAL);
                sweep(pairs);
            }
            assertThat(pairs.ids()).contains(id - 1, id - 2, 1L);
        }
    }

    @Test
    void write_stores_openAndCloseBesideEachOther_goOn() {
        Path file = directory.resolve("presence.db");
        try (Pairs pairs = Pairs.in(file)) {
            for (long id = 0; id < 50; id += 2) {
                try (Pairs other = Pairs.in(file)) {
                    other.write(id, Durability.DURABLE);
                    sweep(other);
                }
                pairs.write(id + 1, Durability.DURABLE);
                sweep(pairs);
            }
            assertThat(pairs.ids()).hasSize(50);
        }
    }

    /** So many writes that SQLite checkpoints again and again, in two stores and a child, with sweeps all the time. */
    @Test
    void sweep_whileOthersWrite_findsNothingSuspicious() throws Exception {
        Path file = directory.resolve("presence.db");
        try (Pairs one = Pairs.in(file);
                Pairs other = Pairs.in(file)) {
            Process child = ChildJvm.start(SharedFileWriter.class, file, 0);
            AtomicInteger writing = new AtomicInteger(3);
            Together.run(4, thread -> {
                if (thread == 3) {
                    while (writing.get() > 0) {
                        sweep(one);
                        sweep(other);
                    }
                } else {
                    try {
                        writeMuch(thread % 2 == 0 ? one : other, thread * 1_000L);
                    } finally {
                        writing.decrementAndGet();
                    }
                }
            });

            assertThat(ChildJvm.output(child)).isEqualTo("done");
            assertThat(one.ids())
                    .hasSize(900 + SharedFileTest.THREADS * SharedFileTest.WRITES)
                    .isEqualTo(other.ids());
        }
    }

    private static void writeMuch(Pairs pairs, long first) {
        for (long id = first; id < first + 300; id++) {
            long current = id;
            pairs.run(id % 3 == 0 ? Durability.DURABLE : Durability.EPHEMERAL, sql -> {
                sql.insert(current, 1, FILLER.repeat(4));
                sql.insert(current, 2, FILLER.repeat(4));
            });
        }
    }

    private static void fill(Pairs pairs, long from, long to) {
        pairs.run(Durability.EPHEMERAL, sql -> {
            for (long id = from; id < to; id++) {
                sql.insert(id, 1, FILLER);
                sql.insert(id, 2, FILLER);
            }
        });
    }

    private static void sweep(Pairs pairs) {
        pairs.database().publishChangesElsewhere();
    }
}
