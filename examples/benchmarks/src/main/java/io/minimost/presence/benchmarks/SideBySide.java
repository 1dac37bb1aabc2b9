package io.minimost.presence.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;

/** Variants of one operation, in turns, on one thread, measured by the CPU time of that thread. */
final class SideBySide {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** Reading the CPU time costs as much as a small query. */
    private static final int CALLS_PER_READING = 8;

    private SideBySide() {}

    static Samples measure(RunProfile profile, Operation... variants) throws Exception {
        for (Operation variant : variants) {
            cpuNanos(variant, profile.warmUp());
        }
        Samples samples = new Samples();
        for (int round = 0; round < profile.rounds(); round++) {
            double[] nanos = new double[variants.length];
            for (int turn = 0; turn < variants.length; turn++) {
                // The order alternates: the writes of the variant before may still be on their way to the disk.
                int variant = round % 2 == 0 ? turn : variants.length - 1 - turn;
                nanos[variant] = cpuNanos(variants[variant], profile.slice());
            }
            samples.add(nanos);
        }
        return samples;
    }

    /** Returns the CPU time of one call. The slice is CPU time too, because wall-clock time includes other work of the machine. */
    private static double cpuNanos(Operation operation, Duration slice) throws Exception {
        long before = THREADS.getCurrentThreadCpuTime();
        long used = 0;
        long calls = 0;
        while (used < slice.toNanos()) {
            for (int i = 0; i < CALLS_PER_READING; i++) {
                operation.run();
            }
            calls += CALLS_PER_READING;
            used = THREADS.getCurrentThreadCpuTime() - before;
        }
        return (double) used / calls;
    }
}
