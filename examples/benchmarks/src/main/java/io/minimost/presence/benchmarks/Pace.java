package io.minimost.presence.benchmarks;

import java.time.Duration;
import java.util.List;

/**
 * How much is measured.
 *
 * @param warmUp of each variant; with less than a second, JDBI and the driver are still being compiled
 * @param slice how long one variant runs before the next has its turn; short, so that all share the weather
 * @param crowdSlice the same for many callers; long enough that a starved caller shows in the latencies
 * @param rounds how many turns each variant has
 * @param rows in each table
 * @param streams how many streams are open at a time; each number is measured
 * @param idle how long nothing changes; some times as long as a silent stream waits before it says that it is there
 */
record Pace(
        Duration warmUp,
        Duration slice,
        Duration crowdSlice,
        int rounds,
        int rows,
        List<Integer> streams,
        Duration idle) {
    static final Pace THOROUGH = new Pace(
            Duration.ofMillis(2500),
            Duration.ofMillis(60),
            Duration.ofMillis(500),
            21,
            10_000,
            List.of(1000, 10_000),
            Duration.ofSeconds(60));
    /** Shows that everything works; its figures mean nothing. */
    static final Pace QUICK = new Pace(
            Duration.ofMillis(20),
            Duration.ofMillis(5),
            Duration.ofMillis(20),
            3,
            1000,
            List.of(100),
            Duration.ofSeconds(1));
}
