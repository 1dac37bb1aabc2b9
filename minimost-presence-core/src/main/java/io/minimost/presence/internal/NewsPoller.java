package io.minimost.presence.internal;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks every 100 ms, where nodes cannot notify each other. */
final class NewsPoller {
    private static final Logger LOG = LoggerFactory.getLogger(NewsPoller.class);
    private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Runnable look;
    private final Thread thread = new StoreThread(this::run, "minimost-presence-poll");
    private volatile boolean closed;

    NewsPoller(Runnable look) {
        this.look = look;
    }

    void start() {
        thread.start();
    }

    void close() {
        closed = true;
        LockSupport.unpark(thread);
    }

    private void run() {
        while (!closed) {
            LockSupport.parkNanos(this, INTERVAL_NANOS);
            try {
                look.run();
            } catch (Throwable e) {
                // Also of an error: nothing would start the thread again.
                LOG.debug("the database cannot be read at the moment; a sweep reports it", e);
            }
        }
    }
}
