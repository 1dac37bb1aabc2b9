package io.minimost.presence.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SummaryTest {
    @Test
    void median_oddCount_isTheOneInTheMiddle() {
        assertThat(Summary.of(9, 1, 2)).isEqualTo(new Summary(2, 1, 9));
    }

    @Test
    void median_evenCount_isBetweenTheTwoInTheMiddle() {
        assertThat(Summary.of(4, 10, 2, 1)).isEqualTo(new Summary(3, 1, 10));
    }

    @Test
    void summary_noValues_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(Summary::of).withMessageContaining("no values");
    }

    @Test
    void percentile_ofAHundred_leavesOneAbove() {
        long[] values = LongStream.rangeClosed(1, 100).map(i -> 101 - i).toArray();

        assertThat(Summary.percentile(0.99, values)).isEqualTo(99);
        assertThat(Summary.percentile(1, values)).isEqualTo(100);
    }

    @Test
    void percentile_ofFew_isTheLargest() {
        assertThat(Summary.percentile(0.99, 5, 7, 6)).isEqualTo(7);
    }
}
