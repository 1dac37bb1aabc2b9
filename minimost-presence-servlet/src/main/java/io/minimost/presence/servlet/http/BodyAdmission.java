package io.minimost.presence.servlet.http;

import io.minimost.presence.limits.ConcurrencyLimiter;
import java.time.Duration;
import java.util.function.LongSupplier;

/** The limits on bodies that all requests of a filter share. Thread-safe. */
public final class BodyAdmission {
    private final BodyLimits limits;
    private final ConcurrencyLimiter waiting;
    private final LongSupplier nanoTime;

    public BodyAdmission(BodyLimits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
        waiting = new ConcurrencyLimiter(limits.waitingOfUser(), limits.waitingOfAll());
    }

    public BodyLimits limits() {
        return limits;
    }

    public long now() {
        return nanoTime.getAsLong();
    }

    /** Whether a body is too slow if {@code received} bytes have arrived since {@code start}. */
    public boolean isTooSlow(long received, long start) {
        return limits.isTooSlow(received, Duration.ofNanos(now() - start));
    }

    /**
     * Takes a slot to wait for a body on a thread of the container. Run the result to release it.
     *
     * @throws HttpError (429) if no slot is free
     */
    public Runnable await(String user) {
        return waiting.take(user)
                .orElseThrow(() ->
                        new HttpError(Response.error(429, "too many requests whose bodies are slow, try again in 1 s")
                                .with("Retry-After", "1")));
    }
}
