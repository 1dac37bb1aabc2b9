package io.minimost.presence.push;

import java.time.Duration;

/** Thrown if the hub does not accept a connection now. The client may try again: it still misses nothing. */
public final class ConnectionRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** The reasons to refuse a connection. */
    public enum Reason {
        /** The user has, or all users together have, as many connections as allowed. */
        TOO_MANY_CONNECTIONS("too many event streams are open"),

        /** The hub was shut down. */
        SHUT_DOWN("the event hub is shut down"),

        /**
         * An interface of the host has failed, so it is not known what the user may receive, or what they have missed. The
         * exception of the host is in the log.
         */
        HOST_FAILED("an interface of the host has failed");

        private final String message;

        Reason(String message) {
            this.message = message;
        }
    }

    ConnectionRefusedException(Reason reason) {
        super(reason.message, null, false, false);
        this.reason = reason;
    }

    /** Why the connection was refused. */
    public Reason reason() {
        return reason;
    }

    /** How long the client should wait before it tries again. */
    public Duration retryAfter() {
        return Duration.ofSeconds(5);
    }
}
