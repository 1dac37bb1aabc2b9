package io.minimost.examples.websocket;

import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Asks one client for a pong now and then, behind an event, when a phone has its radio on anyway. */
final class Pinger {
    /** Several times in the lease of a session. The hub sends something every 15 to 17 seconds. */
    private static final long INTERVAL_NANOS = Duration.ofSeconds(20).toNanos();

    private final Executor executor;
    private final LongSupplier nanoTime;
    private final AtomicLong next;

    /** @param executor runs what waits for the network */
    Pinger(Executor executor, LongSupplier nanoTime) {
        this.executor = executor;
        this.nanoTime = nanoTime;
        next = new AtomicLong(nanoTime.getAsLong() + INTERVAL_NANOS);
    }

    void pingIfDue(Session session) {
        long now = nanoTime.getAsLong();
        long due = next.get();
        if (now - due >= 0 && next.compareAndSet(due, now + INTERVAL_NANOS)) {
            // The container waits until a ping is sent, so not on this thread, which sends the events.
            executor.execute(() -> ping(session));
        }
    }

    private static void ping(Session session) {
        try {
            session.getAsyncRemote().sendPing(ByteBuffer.allocate(0));
        } catch (IOException | IllegalStateException e) {
            // The client is gone, and the container closes the session.
        }
    }
}
