package io.minimost.presence.servlet.http;

/** Ends the handling of a request with a reply. */
public final class HttpError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Response reply;

    public HttpError(Response reply) {
        super("status " + reply.status(), null, false, false);
        this.reply = reply;
    }

    Response reply() {
        return reply;
    }
}
