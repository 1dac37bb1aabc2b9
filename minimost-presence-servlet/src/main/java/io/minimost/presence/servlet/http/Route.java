package io.minimost.presence.servlet.http;

import java.util.Optional;

/**
 * One line of the route table.
 *
 * @param limit what a request counts against
 * @param anonymous the response to an anonymous client; empty if the route requires a user
 * @param ownOriginOnly whether requests from pages of other sites are rejected
 */
public record Route(
        String method,
        PathPattern path,
        Handler handler,
        RateLimitKey limit,
        Optional<Response> anonymous,
        boolean ownOriginOnly) {}
