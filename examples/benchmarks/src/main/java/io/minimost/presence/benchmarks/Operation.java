package io.minimost.presence.benchmarks;

/** One call of what is measured; each call takes other arguments. What it answers is dropped: no compiler can elide SQLite. */
@FunctionalInterface
interface Operation {
    void run() throws Exception;
}
