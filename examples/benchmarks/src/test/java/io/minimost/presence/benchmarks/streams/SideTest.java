package io.minimost.presence.benchmarks.streams;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SideTest {
    @ParameterizedTest
    @EnumSource
    void change_comesToAllStreams(Kind kind) throws Exception {
        try (Side side = Side.open(kind, 3)) {
            assertThat(side.streams()).isEqualTo(3);

            for (int i = 0; i < 3; i++) {
                assertThat(side.deliver(Change.REACTION, 100).bytes()).isBetween(40, 300);
            }
        }
    }

    @Test
    void loop_sendsAsMuchAsItIsTold() throws Exception {
        try (Side loop = Side.open(Kind.LOOP, 2)) {
            assertThat(loop.deliver(Change.TYPING, 77).bytes()).isEqualTo(77);
        }
    }

    @Test
    void threads_thatHaveRested_workAgain() throws Exception {
        try (Side threads = Side.open(Kind.THREADS, 2)) {
            threads.rest();
            threads.work();

            assertThat(threads.deliver(Change.REACTION, 0).bytes()).isPositive();
        }
    }

    @Test
    void memory_isOfEachStream() {
        Memory before = new Memory(1000, 100);

        assertThat(Memory.parse(new Memory(3000, 700).text()).since(before, 10)).isEqualTo(new Memory(200, 60));
    }
}
