package io.minimost.presence.servlet.http;

import java.util.Optional;
import java.util.function.Supplier;

/** Keeps a request from writing about what was deleted since it arrived. For one request. */
@FunctionalInterface
public interface WriteGuard {
    /** The response of {@code handling}; empty if it was about something that was deleted, and nothing was written. */
    Optional<Response> unlessDeleted(Supplier<Response> handling);
}
