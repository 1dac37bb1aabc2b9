package io.minimost.examples.chat;

/** A request that cannot be served, with the status and the text to answer. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    public Refusal(int status, String text) {
        super(text);
        this.status = status;
    }

    int status() {
        return status;
    }
}
