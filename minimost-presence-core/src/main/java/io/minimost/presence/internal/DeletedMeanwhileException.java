package io.minimost.presence.internal;

import io.minimost.presence.values.StoreEvent;

/** Rolls back a write about something that was deleted while the host was asked about it. */
final class DeletedMeanwhileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean isKnown;

    DeletedMeanwhileException(StoreEvent event, boolean isKnown) {
        super(
                "the user, channel or message was deleted meanwhile: "
                        + event.getClass().getSimpleName(),
                null,
                false,
                false);
        this.isKnown = isKnown;
    }

    /** False if the log of facts no longer reaches back that far. */
    boolean isKnown() {
        return isKnown;
    }
}
