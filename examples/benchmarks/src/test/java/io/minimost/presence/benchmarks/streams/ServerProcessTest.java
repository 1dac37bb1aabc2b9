package io.minimost.presence.benchmarks.streams;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ServerProcessTest {
    @ParameterizedTest
    @EnumSource
    void change_reachesAllStreams(ServerKind kind) throws Exception {
        try (ServerProcess process = ServerProcess.open(kind, 3)) {
            assertThat(process.streams()).isEqualTo(3);

            for (int i = 0; i < 3; i++) {
                assertThat(process.deliver(Change.REACTION, 100).bytes()).isBetween(40, 300);
            }
        }
    }

    @Test
    void loop_sendsAsManyBytesAsAskedFor() throws Exception {
        try (ServerProcess loop = ServerProcess.open(ServerKind.LOOP, 2)) {
            assertThat(loop.deliver(Change.TYPING, 77).bytes()).isEqualTo(77);
        }
    }

    @Test
    void threads_thatWerePaused_sendAgain() throws Exception {
        try (ServerProcess threads = ServerProcess.open(ServerKind.THREADS, 2)) {
            threads.pause();
            threads.resume();

            assertThat(threads.deliver(Change.REACTION, 0).bytes()).isPositive();
        }
    }

    @Test
    void memory_isDividedByTheStreams() {
        Memory before = new Memory(1000, 100);

        assertThat(Memory.parse(new Memory(3000, 700).text()).since(before, 10)).isEqualTo(new Memory(200, 60));
    }
}
