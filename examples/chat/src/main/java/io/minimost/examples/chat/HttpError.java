package io.minimost.examples.chat;

/** Thrown when a request cannot be served, with the status and the text of the answer. */
public final class HttpError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    public HttpError(int status, String text) {
        super(text);
        this.status = status;
    }

    int status() {
        return status;
    }
}
