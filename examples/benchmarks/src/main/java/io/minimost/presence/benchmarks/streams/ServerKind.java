package io.minimost.presence.benchmarks.streams;

/** The servers that can be compared. */
public enum ServerKind {
    /** The library on Jetty. */
    STORE,
    /** Not a server, only what any server has to do: write the bytes to each socket. */
    LOOP,
    /** A thread for each stream, as in MiniMost. */
    THREADS;

    StreamServer start() throws Exception {
        return switch (this) {
            case STORE -> StoreServer.start();
            case LOOP -> LoopServer.start();
            case THREADS -> ThreadServer.start();
        };
    }
}
