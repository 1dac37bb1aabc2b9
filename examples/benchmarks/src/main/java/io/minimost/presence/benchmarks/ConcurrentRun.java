package io.minimost.presence.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;

/**
 * Variants of one operation with many callers at once, in turns, by wall-clock time: callers that wait use no CPU.
 *
 * @param time the length of a turn divided by the number of its calls; half of it is twice the throughput
 * @param p99 the 99th percentile of the latency
 * @param server the CPU time that a server has used for a call
 */
record ConcurrentRun(Samples time, Samples p99, Samples server) {
    /** Without rounds yet. */
    ConcurrentRun() {
        this(new Samples(), new Samples(), new Samples());
    }

    /** Adds a round: for each variant a value of each kind. */
    void add(double[] times, double[] p99s, double[] serverTimes) {
        time.add(times);
        p99.add(p99s);
        server.add(serverTimes);
    }

    static ConcurrentRun measure(RunProfile profile, int callers, Operation... variants) throws Exception {
        return measure(profile, callers, () -> 0, variants);
    }

    /** @param serverCpu the CPU time that the server has used so far, in nanoseconds */
    static ConcurrentRun measure(RunProfile profile, int callers, LongSupplier serverCpu, Operation... variants)
            throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try {
            for (Operation variant : variants) {
                turn(threads, callers, variant, profile.warmUp());
            }
            ConcurrentRun run = new ConcurrentRun();
            for (int round = 0; round < profile.rounds(); round++) {
                double[] time = new double[variants.length];
                double[] p99 = new double[variants.length];
                double[] server = new double[variants.length];
                for (int variant = 0; variant < variants.length; variant++) {
                    long cpu = serverCpu.getAsLong();
                    long start = System.nanoTime();
                    long[] latencies = turn(threads, callers, variants[variant], profile.concurrentSlice());
                    time[variant] = (double) (System.nanoTime() - start) / latencies.length;
                    server[variant] = (double) (serverCpu.getAsLong() - cpu) / latencies.length;
                    p99[variant] = Summary.percentile(0.99, latencies);
                }
                run.add(time, p99, server);
            }
            return run;
        } finally {
            threads.shutdownNow();
        }
    }

    /** Returns the latencies of all calls of all callers. */
    static long[] turn(ExecutorService threads, int callers, Operation operation, Duration slice) throws Exception {
        CyclicBarrier start = new CyclicBarrier(callers);
        Callable<long[]> caller = () -> {
            start.await();
            return call(operation, slice);
        };
        List<long[]> latencies = new ArrayList<>();
        for (Future<long[]> done : threads.invokeAll(Collections.nCopies(callers, caller))) {
            latencies.add(done.get());
        }
        return latencies.stream().flatMapToLong(Arrays::stream).toArray();
    }

    private static long[] call(Operation operation, Duration slice) throws Exception {
        LongStream.Builder latencies = LongStream.builder();
        long end = System.nanoTime() + slice.toNanos();
        long begin = System.nanoTime();
        while (begin - end < 0) {
            operation.run();
            long now = System.nanoTime();
            latencies.add(now - begin);
            begin = now;
        }
        return latencies.build().toArray();
    }
}
