package io.minimost.presence.benchmarks;

import java.time.Duration;
import java.util.List;

/**
 * How much is measured.
 *
 * @param warmUp how long each variant warms up; in the first second, JDBI and the driver are still being compiled
 * @param slice how long one variant runs before the next has its turn; short, so that all run under the same conditions
 * @param concurrentSlice the same for many callers; long enough that a starved caller shows in the latencies
 * @param rounds how many turns each variant has
 * @param rows in each table
 * @param streams the numbers of open streams; each is measured
 * @param idle how long nothing changes; several times the keep-alive interval of a stream
 */
record RunProfile(
        Duration warmUp,
        Duration slice,
        Duration concurrentSlice,
        int rounds,
        int rows,
        List<Integer> streams,
        Duration idle) {
    static final RunProfile THOROUGH = new RunProfile(
            Duration.ofMillis(2500),
            Duration.ofMillis(60),
            Duration.ofMillis(500),
            7,
            10_000,
            List.of(1000, 10_000),
            Duration.ofSeconds(60));
    /** Shows that everything works; its figures mean nothing. */
    static final RunProfile QUICK = new RunProfile(
            Duration.ofMillis(20),
            Duration.ofMillis(5),
            Duration.ofMillis(20),
            3,
            1000,
            List.of(100),
            Duration.ofSeconds(1));
}
