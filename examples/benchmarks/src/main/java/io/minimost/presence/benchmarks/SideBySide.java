package io.minimost.presence.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;

/** Variants of one operation on one thread, in turns, by the CPU time of that thread. */
final class SideBySide {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** Looking at the time costs as much as a small query. */
    private static final int CALLS_PER_LOOK = 8;

    private SideBySide() {}

    static Costs measure(Pace pace, Operation... variants) throws Exception {
        for (Operation variant : variants) {
            cpuNanos(variant, pace.warmUp());
        }
        Costs costs = new Costs();
        for (int round = 0; round < pace.rounds(); round++) {
            double[] nanos = new double[variants.length];
            for (int turn = 0; turn < variants.length; turn++) {
                // Not always the same predecessor, whose writes may still be on their way to the disk.
                int variant = round % 2 == 0 ? turn : variants.length - 1 - turn;
                nanos[variant] = cpuNanos(variants[variant], pace.slice());
            }
            costs.add(nanos);
        }
        return costs;
    }

    /** The CPU time of one call. The slice is CPU time too: on a machine with other work to do, the clock runs on. */
    private static double cpuNanos(Operation operation, Duration slice) throws Exception {
        long before = THREADS.getCurrentThreadCpuTime();
        long used = 0;
        long calls = 0;
        while (used < slice.toNanos()) {
            for (int i = 0; i < CALLS_PER_LOOK; i++) {
                operation.run();
            }
            calls += CALLS_PER_LOOK;
            used = THREADS.getCurrentThreadCpuTime() - before;
        }
        return (double) used / calls;
    }
}
