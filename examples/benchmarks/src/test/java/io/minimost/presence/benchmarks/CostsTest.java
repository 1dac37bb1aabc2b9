package io.minimost.presence.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

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
        assertThat(Goal.atMost(1.3).isMetBy(1.3)).isTrue();
        assertThat(Goal.atMost(1.3).isMetBy(1.31)).isFalse();
        assertThat(Goal.atLeast(4).isMetBy(4)).isTrue();
        assertThat(Goal.atLeast(4).isMetBy(3.9)).isFalse();
    }
}
