package io.minimost.presence.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.errors.PresenceStoreException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LatestTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final AtomicInteger reads = new AtomicInteger();
    private boolean broken;
    private final Latest<Integer> latest = new Latest<>(this::read, Duration.ofSeconds(1), nanos::get);

    private Integer read() {
        reads.incrementAndGet();
        if (broken) {
            throw new PresenceStoreException.Closed("store");
        }
        return reads.get();
    }

    @Test
    void value_isReadOnceInItsTime() {
        assertThat(latest.get()).contains(1);
        nanos.addAndGet(Duration.ofMillis(999).toNanos());
        assertThat(latest.get()).contains(1);
        nanos.addAndGet(Duration.ofMillis(1).toNanos());
        assertThat(latest.get()).contains(2);
        assertThat(reads).hasValue(2);
    }

    @Test
    void failure_keepsTheLastValue_andIsNotRepeatedAtOnce() {
        assertThat(latest.number(Integer::doubleValue)).isEqualTo(1);
        broken = true;
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());

        assertThat(latest.number(Integer::doubleValue)).isEqualTo(1);
        assertThat(latest.number(Integer::doubleValue)).isEqualTo(1);
        assertThat(reads).hasValue(2);
    }

    @Test
    void valueThatWasNeverRead_isNoNumber() {
        broken = true;

        assertThat(latest.get()).isEmpty();
        assertThat(latest.number(Integer::doubleValue)).isNaN();
    }
}
