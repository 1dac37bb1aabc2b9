package io.minimost.examples.chat;

import io.minimost.presence.push.EventHub;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.util.component.Graceful;

/**
 * Ends the event streams as soon as Jetty begins to stop. Otherwise Jetty would wait for them, as for all running requests, and
 * cut them off in the end, and their clients would not receive {@code retry}.
 */
final class HubShutdown implements Graceful {
    private final EventHub hub;
    private volatile boolean isShutdown;

    HubShutdown(EventHub hub) {
        this.hub = hub;
    }

    @Override
    public CompletableFuture<Void> shutdown() {
        isShutdown = true;
        hub.shutdown();
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public boolean isShutdown() {
        return isShutdown;
    }
}
