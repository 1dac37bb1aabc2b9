package io.minimost.presence.host.guard;

/** An interface of the host has failed, or has answered what makes no sense. The cause is what it has thrown. */
public final class HostFailedException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    HostFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
