package io.minimost.presence.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Threads that begin at the same moment. */
public final class Race {
    public static final int THREADS = 8;

    private Race() {}

    /**
     * Distributes {@code racers} over eight threads, each of which calls its racer {@code times} times, and returns all
     * results. Throws what any of them throws.
     */
    @SafeVarargs
    public static <T> List<T> run(int times, Callable<T>... racers) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            CyclicBarrier start = new CyclicBarrier(THREADS);
            List<Future<List<T>>> running = IntStream.range(0, THREADS)
                    .mapToObj(thread -> threads.submit(() -> {
                        start.await();
                        List<T> results = new ArrayList<>();
                        for (int i = 0; i < times; i++) {
                            results.add(racers[thread % racers.length].call());
                        }
                        return results;
                    }))
                    .toList();
            List<T> all = new ArrayList<>();
            for (Future<List<T>> results : running) {
                all.addAll(results.get());
            }
            return all;
        } finally {
            threads.shutdownNow();
        }
    }
}
