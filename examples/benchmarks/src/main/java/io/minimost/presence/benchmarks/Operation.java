package io.minimost.presence.benchmarks;

/** One measured call; each call takes other arguments. Its result is dropped: no compiler can elide SQLite. */
@FunctionalInterface
interface Operation {
    void run() throws Exception;
}
