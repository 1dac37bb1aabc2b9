package io.minimost.presence.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class CostsTest {
    @Test
    void ratio_isTakenWithinEachRound() {
        Costs costs = new Costs();
        costs.add(10, 5);
        costs.add(300, 100);
        costs.add(8, 2);

        assertThat(costs.ratio(0, 1)).isEqualTo(new Summary(3, 2, 4));
        assertThat(costs.of(0)).isEqualTo(new Summary(10, 8, 300));
    }

    @Test
    void goal_atItsLimit_isMet() {
        assertThat(Goal.atMost(1.3).isMetBy(0, 1.3)).isTrue();
        assertThat(Goal.atMost(1.3).isMetBy(0, 1.31)).isFalse();
        assertThat(Goal.atLeast(4).isMetBy(0, 4)).isTrue();
        assertThat(Goal.atLeast(4).isMetBy(0, 3.9)).isFalse();
    }

    @Test
    void goal_withUnit_isForTheStore() {
        Goal goal = Goal.atMost(20, Unit.KIBIBYTES);

        assertThat(goal.isMetBy(20 * 1024, 9)).isTrue();
        assertThat(goal.isMetBy(20 * 1024 + 1, 0.1)).isFalse();
        assertThat(goal).hasToString("≤ 20 KiB");
    }

    @Test
    void line_hasFiguresWithTheirUnit_andItsOwnRatio() {
        Costs costs = new Costs();
        costs.add(3_000_000, 2_000_000);

        Line line = Line.need("this", "that", "time", Unit.MILLISECONDS, costs, 0, 1, Optional.of(Goal.atMost(1.4)));

        assertThat(line.markdown())
                .isEqualTo("| this | that | time | 3.0 ms | 2.0 ms | **1.50** [1.50..1.50] | ≤ 1.40 | **no** |");
    }
}
