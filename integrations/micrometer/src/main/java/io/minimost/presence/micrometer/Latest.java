package io.minimost.presence.micrometer;

import io.minimost.presence.errors.PresenceStoreException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A value that is read again when it is too old: the meters of one scrape read it once. If it cannot be read, it stays as it is.
 * Thread-safe.
 */
final class Latest<T> {
    private static final Logger LOG = LoggerFactory.getLogger(Latest.class);

    private final Supplier<T> read;
    private final long maxAgeNanos;
    private final LongSupplier nanoTime;

    // Guarded by this.
    private Optional<T> value = Optional.empty();
    private boolean wasRead;
    private long readNanos;

    Latest(Supplier<T> read, Duration maxAge) {
        this(read, maxAge, System::nanoTime);
    }

    Latest(Supplier<T> read, Duration maxAge, LongSupplier nanoTime) {
        this.read = read;
        this.maxAgeNanos = maxAge.toNanos();
        this.nanoTime = nanoTime;
    }

    /** The value; empty if it could never be read. */
    synchronized Optional<T> get() {
        long now = nanoTime.getAsLong();
        if (!wasRead || now - readNanos >= maxAgeNanos) {
            wasRead = true;
            readNanos = now;
            try {
                value = Optional.of(read.get());
            } catch (PresenceStoreException e) {
                LOG.debug("The store does not answer; its meters keep their values", e);
            }
        }
        return value;
    }

    /** A number of the value; NaN if it could never be read. */
    double number(ToDoubleFunction<T> number) {
        return get().map(number::applyAsDouble).orElse(Double.NaN);
    }
}
