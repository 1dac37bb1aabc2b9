package io.minimost.presence.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class SamplesTest {
    @Test
    void ratio_isTakenWithinEachRound() {
        Samples samples = new Samples();
        samples.add(10, 5);
        samples.add(300, 100);
        samples.add(8, 2);

        assertThat(samples.ratio(0, 1)).isEqualTo(new Summary(3, 2, 4));
        assertThat(samples.of(0)).isEqualTo(new Summary(10, 8, 300));
    }

    @Test
    void goal_atItsLimit_isMet() {
        assertThat(Target.atMost(1.3).isMetBy(0, 1.3)).isTrue();
        assertThat(Target.atMost(1.3).isMetBy(0, 1.31)).isFalse();
        assertThat(Target.atLeast(4).isMetBy(0, 4)).isTrue();
        assertThat(Target.atLeast(4).isMetBy(0, 3.9)).isFalse();
    }

    @Test
    void goal_withUnit_isForTheStore() {
        Target target = Target.atMost(20, Unit.KIBIBYTES);

        assertThat(target.isMetBy(20 * 1024, 9)).isTrue();
        assertThat(target.isMetBy(20 * 1024 + 1, 0.1)).isFalse();
        assertThat(target).hasToString("≤ 20 KiB");
    }

    @Test
    void row_hasFiguresWithTheirUnit_andItsOwnRatio() {
        Samples samples = new Samples();
        samples.add(3_000_000, 2_000_000);

        ResultRow row = ResultRow.figure(
                "this", "that", "time", Unit.MILLISECONDS, samples, 0, 1, Optional.of(Target.atMost(1.4)));

        assertThat(row.markdown())
                .isEqualTo("| this | that | time | 3.0 ms | 2.0 ms | **1.50** [1.50..1.50] | ≤ 1.40 | **no** |");
    }
}
