package io.minimost.examples.chat;

/** A request cannot be served; has the status and the text of the answer. */
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
