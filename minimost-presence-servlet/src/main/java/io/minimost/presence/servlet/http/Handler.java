package io.minimost.presence.servlet.http;

/** Answers the requests of one route. */
@FunctionalInterface
public interface Handler {
    /** What to answer; a {@link HttpError} is as good as a reply. */
    Response handle(Request request);
}
