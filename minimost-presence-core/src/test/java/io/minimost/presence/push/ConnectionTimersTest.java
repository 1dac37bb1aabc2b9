package io.minimost.presence.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConnectionTimersTest {
    // Near the end of the range: nanoTime may be anything, and may overflow while we run.
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final ConnectionTimers times = new ConnectionTimers(nanos::get);

    @Test
    void newStream_isNeitherSilentNorStuckNorOver() {
        assertThat(times.isSilent()).isFalse();
        assertThat(times.isStuck(true)).isFalse();
        assertThat(times.isOver()).isFalse();
    }

    @Test
    void isSilent_from15SecondsAfterTheLastWrite() {
        elapse(Duration.ofSeconds(15).minusNanos(1));
        assertThat(times.isSilent()).isFalse();
        elapse(Duration.ofNanos(1));
        assertThat(times.isSilent()).isTrue();

        times.wrote();
        assertThat(times.isSilent()).isFalse();
        elapse(Duration.ofSeconds(15));
        assertThat(times.isSilent()).isTrue();
    }

    @Test
    void isStuck_from20SecondsAfterTheLastWrite_ifSomethingWaits() {
        elapse(Duration.ofSeconds(20).minusNanos(1));
        assertThat(times.isStuck(true)).isFalse();
        elapse(Duration.ofNanos(1));
        assertThat(times.isStuck(true)).isTrue();
        assertThat(times.isStuck(false)).isFalse();

        times.wrote();
        assertThat(times.isStuck(true)).isFalse();
    }

    /** Only streams that are silent or over are asked whether they are stuck. */
    @Test
    void isStuck_notBeforeItIsSilent() {
        for (int second = 0; second < 30; second++) {
            elapse(Duration.ofSeconds(1));
            assertThat(times.isSilent() || !times.isStuck(true)).isTrue();
        }
    }

    @Test
    void isOver_after5To6Minutes_notForAllAtOnce() {
        List<ConnectionTimers> many = Stream.generate(() -> new ConnectionTimers(nanos::get))
                .limit(1000)
                .toList();

        elapse(Duration.ofMinutes(5).minusNanos(1));
        assertThat(many).noneMatch(ConnectionTimers::isOver);
        elapse(Duration.ofSeconds(30));
        assertThat(many).anyMatch(ConnectionTimers::isOver).anyMatch(each -> !each.isOver());
        elapse(Duration.ofSeconds(30));
        assertThat(many).allMatch(ConnectionTimers::isOver);
    }

    @Test
    void isOver_howeverMuchItSays() {
        for (int minute = 0; minute < 6; minute++) {
            elapse(Duration.ofMinutes(1));
            times.wrote();
        }
        assertThat(times.isOver()).isTrue();
    }

    private void elapse(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
