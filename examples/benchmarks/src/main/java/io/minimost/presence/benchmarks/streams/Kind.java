package io.minimost.presence.benchmarks.streams;

/** The servers that can be compared. */
public enum Kind {
    /** The library on Jetty. */
    STORE,
    /** No server at all, only what any server has to do: write the bytes to each socket. */
    LOOP,
    /** A thread for each stream, as MiniMost has it. */
    THREADS;

    StreamServer start() throws Exception {
        return switch (this) {
            case STORE -> StoreServer.start();
            case LOOP -> LoopServer.start();
            case THREADS -> ThreadServer.start();
        };
    }
}
