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
    private final ConnectionTimers timers = new ConnectionTimers(nanos::get, ConnectionTimers.KEEP_ALIVE_AFTER);

    @Test
    void newConnection_isNeitherSilentNorStuckNorExpired() {
        assertThat(timers.isSilent()).isFalse();
        assertThat(timers.isStuck(true)).isFalse();
        assertThat(timers.isExpired()).isFalse();
    }

    @Test
    void isSilent_from15SecondsAfterTheLastWrite() {
        elapse(Duration.ofSeconds(15).minusNanos(1));
        assertThat(timers.isSilent()).isFalse();
        elapse(Duration.ofNanos(1));
        assertThat(timers.isSilent()).isTrue();

        timers.recordWrite();
        assertThat(timers.isSilent()).isFalse();
        elapse(Duration.ofSeconds(15));
        assertThat(timers.isSilent()).isTrue();
    }

    @Test
    void isStuck_from20SecondsAfterTheLastWrite_ifSomethingWaits() {
        elapse(Duration.ofSeconds(20).minusNanos(1));
        assertThat(timers.isStuck(true)).isFalse();
        elapse(Duration.ofNanos(1));
        assertThat(timers.isStuck(true)).isTrue();
        assertThat(timers.isStuck(false)).isFalse();

        timers.recordWrite();
        assertThat(timers.isStuck(true)).isFalse();
    }

    /** Only connections that are silent or expired are asked whether they are stuck. */
    @Test
    void isStuck_notBeforeItIsSilent() {
        for (int second = 0; second < 30; second++) {
            elapse(Duration.ofSeconds(1));
            assertThat(timers.isSilent() || !timers.isStuck(true)).isTrue();
        }
    }

    @Test
    void isExpired_after5To6Minutes_notForAllAtOnce() {
        List<ConnectionTimers> many = Stream.generate(
                        () -> new ConnectionTimers(nanos::get, ConnectionTimers.KEEP_ALIVE_AFTER))
                .limit(1000)
                .toList();

        elapse(Duration.ofMinutes(5).minusNanos(1));
        assertThat(many).noneMatch(ConnectionTimers::isExpired);
        elapse(Duration.ofSeconds(30));
        assertThat(many).anyMatch(ConnectionTimers::isExpired).anyMatch(each -> !each.isExpired());
        elapse(Duration.ofSeconds(30));
        assertThat(many).allMatch(ConnectionTimers::isExpired);
    }

    @Test
    void isExpired_howeverMuchIsSent() {
        for (int minute = 0; minute < 6; minute++) {
            elapse(Duration.ofMinutes(1));
            timers.recordWrite();
        }
        assertThat(timers.isExpired()).isTrue();
    }

    private void elapse(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
