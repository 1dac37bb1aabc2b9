package io.minimost.presence.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minimost.presence.errors.PresenceStoreException.Full;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DiskFullTest {
    private static final String PAGE = "x".repeat(3_000);

    @TempDir
    private Path directory;

    @Test
    void write_fileMayNotGrow_fullAndNothingAcknowledgedIsLost() throws Exception {
        Path file = directory.resolve("presence.db");
        try (Pairs pairs = Pairs.in(file);
                Outsider outsider = Outsider.on(file)) {
            assertFullAndThenWell(pairs);

            assertThat(outsider.ids()).isEqualTo(pairs.ids());
            assertThat(outsider.integrity()).isEqualTo("ok");
        }
    }

    /** Its connection must not be replaced like that of a file: the data would be lost with it. */
    @Test
    void write_memoryMayNotGrow_fullAndNothingAcknowledgedIsLost() {
        try (Pairs pairs = Pairs.inMemory()) {
            assertFullAndThenWell(pairs);
        }
    }

    @Test
    void write_manyThreadsWhenFull_eachGetsItsOwnResult() throws Exception {
        Path file = directory.resolve("presence.db");
        Set<Long> acknowledged = ConcurrentHashMap.newKeySet();
        Set<Long> refused = ConcurrentHashMap.newKeySet();
        try (Pairs pairs = Pairs.in(file);
                Outsider outsider = Outsider.on(file)) {
            Together.run(8, thread -> {
                for (long id = thread * 1_000L; id < thread * 1_000L + 40; id++) {
                    long current = id;
                    try {
                        pairs.run(current % 3 == 0 ? Durability.DURABLE : Durability.EPHEMERAL, sql -> {
                            if (current % 5 == 0) {
                                sql.forbidGrowth();
                            }
                            sql.insert(current, 1, PAGE);
                            sql.insert(current, 2, PAGE);
                        });
                        acknowledged.add(current);
                    } catch (Full full) {
                        refused.add(current);
                    }
                }
            });

            assertThat(refused).isNotEmpty();
            assertThat(outsider.ids()).isEqualTo(acknowledged);
            assertThat(outsider.halves()).isZero();
            assertThat(outsider.integrity()).isEqualTo("ok");
        }
    }

    @Test
    void write_realDiskIsFull_failsAndWorksAgainWhenThereIsSpace() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(directory, "size=2m")) {
            Path ballast = disk.directory().resolve("ballast");
            Files.write(ballast, new byte[700 << 10]);
            Path file = disk.directory().resolve("presence.db");
            Set<Long> acknowledged = new HashSet<>();
            try (Pairs pairs = Pairs.in(file)) {
                Full full = fill(pairs, acknowledged);
                assertThat(full).hasMessageContaining(file.toString());
                assertThat(acknowledged).hasSizeGreaterThan(10);
                assertThat(pairs.ids()).isEqualTo(acknowledged);
                assertThatThrownBy(() -> insert(pairs, -1)).isInstanceOf(Full.class);
                assertThat(pairs.ids()).isEqualTo(acknowledged);

                Files.delete(ballast);

                insert(pairs, -1);
                acknowledged.add(-1L);
                assertThat(pairs.ids()).isEqualTo(acknowledged);
            }
            try (Outsider outsider = Outsider.on(file)) {
                assertThat(outsider.ids()).isEqualTo(acknowledged);
                assertThat(outsider.integrity()).isEqualTo("ok");
            }
        }
    }

    private static void assertFullAndThenWell(Pairs pairs) {
        Set<Long> acknowledged = new HashSet<>();
        insert(pairs, -2);
        acknowledged.add(-2L);

        for (int round = 0; round < 3; round++) {
            assertThatThrownBy(() -> pairs.run(Durability.DURABLE, sql -> {
                        sql.forbidGrowth();
                        sql.insert(1, 1, PAGE);
                        sql.insert(1, 2, PAGE.repeat(40));
                    }))
                    .isInstanceOf(Full.class);
            assertThat(pairs.ids()).isEqualTo(acknowledged);
        }

        pairs.run(Durability.DURABLE, PairSql::allowGrowth);
        insert(pairs, 2);
        acknowledged.add(2L);
        assertThat(pairs.ids()).isEqualTo(acknowledged);
    }

    private static Full fill(Pairs pairs, Set<Long> acknowledged) {
        for (long id = 0; id < 10_000; id++) {
            try {
                insert(pairs, id);
                acknowledged.add(id);
            } catch (Full full) {
                return full;
            }
        }
        throw new AssertionError("it never became full");
    }

    private static void insert(Pairs pairs, long id) {
        pairs.run(id % 2 == 0 ? Durability.EPHEMERAL : Durability.DURABLE, sql -> {
            sql.insert(id, 1, PAGE);
            sql.insert(id, 2, PAGE);
        });
    }
}
