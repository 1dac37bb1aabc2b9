package io.minimost.presence.servlet.routes;

import io.minimost.presence.errors.PresenceStoreException;
import io.minimost.presence.servlet.http.Response;
import java.util.Optional;

/** The responses to failures of the store: whether to try again, but no file names. */
public final class StoreErrors {
    private StoreErrors() {}

    /** Empty if {@code failure} does not come from the store. */
    public static Optional<Response> response(RuntimeException failure) {
        if (!(failure instanceof PresenceStoreException ofStore)) {
            return Optional.empty();
        }
        if (ofStore.isRetrySafe()) {
            return Optional.of(
                    Response.error(503, "the store is busy, try again").with("Retry-After", "1"));
        }
        return Optional.of(
                ofStore instanceof PresenceStoreException.Full
                        ? Response.error(507, "the store is full")
                        : Response.error(503, "the store is not available"));
    }
}
