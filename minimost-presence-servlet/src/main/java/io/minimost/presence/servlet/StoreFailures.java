package io.minimost.presence.servlet;

import io.minimost.presence.errors.PresenceStoreException;

/** Says what a client may know of a failing store: whether to try again, but no file names. */
final class StoreFailures {
    private StoreFailures() {}

    static Reply reply(PresenceStoreException failure) {
        if (failure.isRetrySafe()) {
            return Reply.error(503, "the store is busy, try again").with("Retry-After", "1");
        }
        if (failure instanceof PresenceStoreException.Full) {
            return Reply.error(507, "the store is full");
        }
        return Reply.error(503, "the store is not available");
    }
}
