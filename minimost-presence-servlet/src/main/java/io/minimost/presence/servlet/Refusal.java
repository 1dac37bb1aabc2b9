package io.minimost.presence.servlet;

/** Ends the handling of a request with a reply. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Reply reply;

    Refusal(Reply reply) {
        super("status " + reply.status(), null, false, false);
        this.reply = reply;
    }

    Reply reply() {
        return reply;
    }
}
