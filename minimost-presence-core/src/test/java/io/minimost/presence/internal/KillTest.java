package io.minimost.presence.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9}, again and again: every acknowledged write is there, and no write is there in part. */
class KillTest {
    private static final int ROUNDS = 20;
    private static final long SEED = 20261124;
    private static final long IDS_PER_ROUND = 1_000_000;

    @TempDir
    private Path directory;

    @Test
    @Timeout(180)
    void write_processKilledAtAnyMoment_nothingAcknowledgedIsLost() throws Exception {
        Path file = directory.resolve("presence.db");
        Path acknowledged = Files.createFile(directory.resolve("acknowledged.txt"));
        Random random = new Random(SEED);
        Duration slowestOpen = Duration.ZERO;
        for (int round = 0; round < ROUNDS; round++) {
            killAWriter(KillTestWriter.class, file, acknowledged, round, random);
            long start = System.nanoTime();
            Pairs reopened = Pairs.in(file);
            Duration opening = Duration.ofNanos(System.nanoTime() - start);
            slowestOpen = opening.compareTo(slowestOpen) > 0 ? opening : slowestOpen;
            try (reopened;
                    Outsider outsider = Outsider.on(file)) {
                Set<Long> lost = acknowledgedIds(acknowledged);
                lost.removeAll(outsider.ids());
                assertThat(lost).as("lost in round %d", round).isEmpty();
                assertThat(outsider.halves()).isZero();
                assertThat(outsider.integrity()).isEqualTo("ok");
                reopened.write(-1 - round); // The store can also write.
            }
        }
        Set<Long> all = acknowledgedIds(acknowledged);
        System.out.printf(
                "%d rounds, %d acknowledged writes, slowest open %d ms%n", ROUNDS, all.size(), slowestOpen.toMillis());
        assertThat(all).as("acknowledged at all").hasSizeGreaterThan(ROUNDS * 20);
    }

    /** Of calls that nobody waits for, the first ones are in the file, those that were complete among them. */
    @Test
    @Timeout(180)
    void async_processKilledAtAnyMoment_nothingCompleteIsLost() throws Exception {
        Path file = directory.resolve("presence.db");
        Path acknowledged = Files.createFile(directory.resolve("acknowledged.txt"));
        Random random = new Random(SEED);
        for (int round = 0; round < ROUNDS / 2; round++) {
            killAWriter(AsyncKillTestWriter.class, file, acknowledged, round, random);
            try (Outsider outsider = Outsider.on(file)) {
                long first = round * IDS_PER_ROUND;
                List<Long> written = numbers(outsider, "SELECT reactor FROM message_reactions", first);
                Set<Long> lost = acknowledgedIds(acknowledged);
                lost.removeIf(id -> id < first);
                lost.removeAll(written);
                assertThat(lost).as("lost in round %d", round).isEmpty();
                assertThat(written)
                        .as("in their order")
                        .containsExactlyElementsOf(LongStream.range(0, written.size())
                                .mapToObj(number -> first + number)
                                .toList());
                assertThat(numbers(outsider, "SELECT username FROM mp_facts", first))
                        .as("each with its fact")
                        .isEqualTo(written);
                assertThat(outsider.integrity()).isEqualTo("ok");
            }
        }
        assertThat(acknowledgedIds(acknowledged)).as("complete at all").hasSizeGreaterThan(ROUNDS * 20);
    }

    private static List<Long> numbers(Outsider outsider, String sql, long first) throws SQLException {
        return outsider.query(sql).stream()
                .map(Long::valueOf)
                .filter(id -> id >= first)
                .sorted()
                .toList();
    }

    private static void killAWriter(Class<?> main, Path file, Path acknowledged, int round, Random random)
            throws Exception {
        // After a number of writes, not after a time, which says little on a busy machine.
        long enough = Files.size(acknowledged) + 1 + random.nextInt(2_000);
        Process writer = ChildJvm.start(main, file, acknowledged, round * IDS_PER_ROUND);
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(1))
                .until(() -> Files.size(acknowledged) >= enough || !writer.isAlive());
        assertThat(writer.waitFor(random.nextInt(20), TimeUnit.MILLISECONDS))
                .as("the writer goes on until it is killed")
                .isFalse();
        writer.destroyForcibly().waitFor();
    }

    private static Set<Long> acknowledgedIds(Path acknowledged) throws IOException {
        try (Stream<String> lines = Files.lines(acknowledged)) {
            return lines.map(Long::valueOf).collect(Collectors.toSet());
        }
    }
}
