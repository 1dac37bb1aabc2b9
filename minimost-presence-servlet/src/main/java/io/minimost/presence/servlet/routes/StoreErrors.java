package io.minimost.presence.servlet.routes;

import io.minimost.presence.errors.PresenceStoreException;
import io.minimost.presence.servlet.http.Response;
import java.util.Optional;

/** Says what a client may know of a failing store: whether to try again, but no file names. */
public final class StoreErrors {
    private StoreErrors() {}

    /** Empty if it is none of the store. */
    public static Optional<Response> reply(RuntimeException failure) {
        return failure instanceof PresenceStoreException ofStore ? Optional.of(reply(ofStore)) : Optional.empty();
    }

    private static Response reply(PresenceStoreException failure) {
        if (failure.isRetrySafe()) {
            return Response.error(503, "the store is busy, try again").with("Retry-After", "1");
        }
        if (failure instanceof PresenceStoreException.Full) {
            return Response.error(507, "the store is full");
        }
        return Response.error(503, "the store is not available");
    }
}
