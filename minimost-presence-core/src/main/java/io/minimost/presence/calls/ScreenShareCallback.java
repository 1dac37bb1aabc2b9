package io.minimost.presence.calls;

import io.minimost.presence.internal.Transaction;
import java.time.Instant;

/** Records which users in a call share their screens. */
@FunctionalInterface
interface ScreenShareCallback {
    /** Records that {@code user}, a participant of {@code call}, began ({@code on}) or stopped sharing their screen. */
    void set(Transaction transaction, String call, String user, boolean on, Instant now);
}
