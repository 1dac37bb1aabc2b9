package io.minimost.presence.servlet.http;

import java.util.Optional;

/**
 * One line of the route table.
 *
 * @param limit what a request counts against
 * @param anonymous the response to an anonymous client; empty if the route requires a user
 * @param ownOriginOnly whether requests from pages of other sites are rejected
 * @param deleted the response if a user, channel or message was deleted while the host was asked about it
 */
public record Route(
        String method,
        PathPattern path,
        Handler handler,
        RateLimitKey limit,
        Optional<Response> anonymous,
        boolean ownOriginOnly,
        Response deleted) {
    /** A route that answers 404 if something was deleted. */
    public Route(
            String method,
            PathPattern path,
            Handler handler,
            RateLimitKey limit,
            Optional<Response> anonymous,
            boolean ownOriginOnly) {
        this(method, path, handler, limit, anonymous, ownOriginOnly, Response.error(404, "not found"));
    }

    /** The same route with that response if something was deleted. */
    public Route orIfDeleted(Response response) {
        return new Route(method, path, handler, limit, anonymous, ownOriginOnly, response);
    }

    boolean onlyReads() {
        return method.equals("GET");
    }
}
