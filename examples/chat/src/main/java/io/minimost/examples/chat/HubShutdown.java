package io.minimost.examples.chat;

import io.minimost.presence.push.EventHub;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.util.component.Graceful;

/**
 * Ends the event streams as soon as Jetty begins to stop. It would wait for them, as for all requests that are under way, and
 * cut them off in the end; their clients would not be told when to come back.
 */
final class StreamsEnd implements Graceful {
    private final EventHub streams;
    private volatile boolean isShutdown;

    StreamsEnd(EventHub streams) {
        this.streams = streams;
    }

    @Override
    public CompletableFuture<Void> shutdown() {
        isShutdown = true;
        streams.shutdown();
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public boolean isShutdown() {
        return isShutdown;
    }
}
