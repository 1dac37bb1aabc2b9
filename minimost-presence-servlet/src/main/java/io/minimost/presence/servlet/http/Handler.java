package io.minimost.presence.servlet.http;

/** Handles the requests of one route. */
@FunctionalInterface
public interface Handler {
    /** Returns the response, or throws {@link HttpError} with an error response. */
    Response handle(Request request);
}
