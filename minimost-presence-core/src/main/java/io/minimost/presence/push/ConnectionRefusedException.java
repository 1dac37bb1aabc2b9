package io.minimost.presence.push;

import java.time.Duration;

/** A connection that the hub does not take now. The client may try again. */
public final class ConnectionRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** Why a connection is refused. */
    public enum Reason {
        /** There are as many as there may be, of the user or of all. */
        TOO_MANY_CONNECTIONS("too many event streams are open"),

        /** The hub was shut down. */
        SHUT_DOWN("the event hub is shut down");

        private final String message;

        Reason(String message) {
            this.message = message;
        }
    }

    ConnectionRefusedException(Reason reason) {
        super(reason.message, null, false, false);
        this.reason = reason;
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }

    /** How long the client should wait before it tries again. */
    public Duration retryAfter() {
        return Duration.ofSeconds(5);
    }
}
