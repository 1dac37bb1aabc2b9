package io.minimost.presence.spring;

import io.minimost.presence.push.EventHub;
import org.springframework.context.SmartLifecycle;

/**
 * Ends the open connections before the web server waits for its requests to end, which are half a minute long if one of them is an
 * event stream. The default phase is the last to start and the first to stop.
 */
final class PushLifecycle implements SmartLifecycle {
    private final EventHub hub;
    private volatile boolean running;

    PushLifecycle(EventHub hub) {
        this.hub = hub;
    }

    @Override
    public void start() {
        hub.start();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        hub.shutdown();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
