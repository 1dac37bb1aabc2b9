package io.minimost.presence.calls;

import io.minimost.presence.internal.Transaction;
import java.time.Instant;

/** Who in a call shares his screen. */
@FunctionalInterface
interface ScreenShareCallback {
    /** Notes that {@code user}, a participant of {@code call}, began ({@code on}) or ended to share his screen. */
    void set(Transaction transaction, String call, String user, boolean on, Instant now);
}
