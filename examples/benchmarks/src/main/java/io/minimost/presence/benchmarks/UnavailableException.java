package io.minimost.presence.benchmarks;

/** The other side of a comparison cannot run on this machine. */
final class UnavailableException extends Exception {
    private static final long serialVersionUID = 1;

    /** @param server what cannot run, for instance "PostgreSQL" */
    UnavailableException(String server, Throwable cause) {
        super("%s cannot run here: %s".formatted(server, cause), cause);
    }
}
