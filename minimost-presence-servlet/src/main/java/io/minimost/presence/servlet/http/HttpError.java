package io.minimost.presence.servlet.http;

/** Ends the handling of a request with an error response. */
public final class HttpError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Response response;

    public HttpError(Response response) {
        super("status " + response.status(), null, false, false);
        this.response = response;
    }

    public HttpError(int status, String message) {
        this(Response.error(status, message));
    }

    /** See {@link Response#badInput}. */
    public static HttpError badInput(String field, String message) {
        return new HttpError(Response.badInput(field, message));
    }

    Response response() {
        return response;
    }
}
