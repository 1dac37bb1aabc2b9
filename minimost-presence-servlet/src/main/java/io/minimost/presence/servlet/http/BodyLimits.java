package io.minimost.presence.servlet.http;

import java.time.Duration;
import java.util.Objects;

/**
 * How long the bodies of requests may be, and how long they may take.
 *
 * @param maxBytes of a body other than a media chunk
 * @param maxMediaBytes of a media chunk
 * @param deadline after which a body is given up
 * @param minBytesPerSecond on average, after a grace period; 0 means that only the deadline counts
 * @param waitingOfUser how many bodies of one user the filter waits for at a time
 * @param waitingOfAll how many bodies of all users
 */
public record BodyLimits(
        int maxBytes,
        int maxMediaBytes,
        Duration deadline,
        int minBytesPerSecond,
        int waitingOfUser,
        int waitingOfAll) {
    private static final int MAX_BYTES = 64 * 1024 * 1024;

    /** A new connection may be slow for that long. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    public BodyLimits {
        requireBytes("body", maxBytes);
        requireBytes("piece of media", maxMediaBytes);
        Objects.requireNonNull(deadline, "deadline");
        if (deadline.isNegative() || deadline.isZero()) {
            throw new IllegalArgumentException("deadline " + deadline + " of a body is not positive");
        }
        if (minBytesPerSecond < 0) {
            throw new IllegalArgumentException(minBytesPerSecond + " bytes of a body a second must not be negative");
        }
        if (waitingOfUser < 0 || waitingOfAll < 0) {
            throw new IllegalArgumentException(
                    waitingOfUser + " waiting bodies of a user and " + waitingOfAll + " of all must not be negative");
        }
    }

    public BodyLimits withMaxBytes(int bytes) {
        return new BodyLimits(bytes, maxMediaBytes, deadline, minBytesPerSecond, waitingOfUser, waitingOfAll);
    }

    public BodyLimits withMaxMediaBytes(int bytes) {
        return new BodyLimits(maxBytes, bytes, deadline, minBytesPerSecond, waitingOfUser, waitingOfAll);
    }

    public BodyLimits withPace(Duration longest, int bytesPerSecond) {
        return new BodyLimits(maxBytes, maxMediaBytes, longest, bytesPerSecond, waitingOfUser, waitingOfAll);
    }

    public BodyLimits withWaiting(int ofUser, int ofAll) {
        return new BodyLimits(maxBytes, maxMediaBytes, deadline, minBytesPerSecond, ofUser, ofAll);
    }

    /** Whether a body is too slow if {@code received} bytes have arrived within {@code time}. */
    boolean isTooSlow(long received, Duration time) {
        return time.compareTo(deadline) > 0
                || (time.compareTo(GRACE) > 0 && received < minBytesPerSecond * time.toMillis() / 1000);
    }

    private static void requireBytes(String what, int bytes) {
        if (bytes < 1 || bytes > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "longest " + what + " " + bytes + " is not between 1 and " + MAX_BYTES + " bytes");
        }
    }
}
