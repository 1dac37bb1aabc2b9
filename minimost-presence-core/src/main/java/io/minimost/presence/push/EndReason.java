package io.minimost.presence.push;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Why a connection ends. */
public enum EndReason {
    /** It has reached its lifetime. Its client connects again and misses nothing. */
    LIFETIME(3000),

    /** The hub was shut down. */
    SHUTDOWN(3000),

    /** The store was closed before the hub was shut down. */
    STORE_CLOSED(3000),

    /** The host disconnected the user, or the user was deleted. */
    DISCONNECTED(3000),

    /**
     * The client must connect again at once: it has not received everything, or may receive more than on this
     * connection.
     */
    RESUME(200),

    /** The client does not read what is sent, or reads too slowly. */
    TOO_SLOW(200),

    /** The transport has closed the connection. */
    CLOSED(3000),

    /** The transport could not write. */
    FAILED(3000);

    private final long retryMillis;

    EndReason(long retryMillis) {
        this.retryMillis = retryMillis;
    }

    /**
     * How long a client should wait before it connects again. The times for {@link #SHUTDOWN} and {@link #STORE_CLOSED} vary, so
     * that not all clients connect again at the same moment.
     */
    public Duration retryAfter() {
        long jitter = this == SHUTDOWN || this == STORE_CLOSED
                ? ThreadLocalRandom.current().nextLong(retryMillis)
                : 0;
        return Duration.ofMillis(retryMillis + jitter);
    }
}
