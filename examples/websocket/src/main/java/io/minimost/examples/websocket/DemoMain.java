package io.minimost.examples.websocket;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.push.EventHub;
import java.nio.file.Path;

/** Starts the demo; a file may be named as the only argument, otherwise everything is in memory. */
public final class DemoMain {
    private static final int PORT = 8080;

    private DemoMain() {}

    /** Runs until the process is told to stop (Ctrl-C, SIGTERM). */
    public static void main(String... args) throws InterruptedException {
        PresenceStore store = args.length == 0 ? PresenceStore.inMemory() : PresenceStore.open(Path.of(args[0]));
        // It has just started, and nobody else uses the file: nobody can be online.
        store.resetLiveState();
        DemoServer server = DemoServer.start(store, EventHub.builder(store), PORT);
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "demo-shutdown"));
        System.out.println("Open http://127.0.0.1:" + PORT + "/?user=alice, and the same as bob");
        server.awaitStop();
    }
}
