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
     * Runs each of {@code racers} {@code times} times on each of eight threads in all, and returns what they answered.
     * Throws what any of them has thrown.
     */
    @SafeVarargs
    public static <T> List<T> run(int times, Callable<T>... racers) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            CyclicBarrier start = new CyclicBarrier(THREADS);
            List<Future<List<T>>> running = IntStream.range(0, THREADS)
                    .mapToObj(thread -> threads.submit(() -> {
                        start.await();
                        List<T> answers = new ArrayList<>();
                        for (int i = 0; i < times; i++) {
                            answers.add(racers[thread % racers.length].call());
                        }
                        return answers;
                    }))
                    .toList();
            List<T> all = new ArrayList<>();
            for (Future<List<T>> answers : running) {
                all.addAll(answers.get());
            }
            return all;
        } finally {
            threads.shutdownNow();
        }
    }
}
