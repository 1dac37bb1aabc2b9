package io.minimost.presence.servlet.http;

import io.minimost.presence.limits.RateLimiter;
import java.time.Duration;
import java.util.Optional;

/**
 * One line of the route table.
 *
 * @param limiter what the requests count against
 * @param anonymous the response to an anonymous client; empty if the route requires a user
 * @param ownOriginOnly whether requests from pages of other sites are rejected
 * @param deleted the response if a user, channel or message was deleted while the host was asked about it
 */
public record Route(
        String method,
        PathPattern path,
        Handler handler,
        Optional<RateLimiter> limiter,
        Optional<Response> anonymous,
        boolean ownOriginOnly,
        Response deleted) {
    /** Handles the requests of one route. */
    @FunctionalInterface
    public interface Handler {
        /** Returns the response, or throws {@link HttpError} with an error response. */
        Response handle(Request request);
    }

    /** A route that requires a user, is not limited, accepts changes from our own pages only, and answers 404 if deleted. */
    public Route(String method, String path, Handler handler) {
        this(
                method,
                PathPattern.of(path),
                handler,
                Optional.empty(),
                Optional.empty(),
                !method.equals("GET"),
                Response.NOT_FOUND);
    }

    /** The same route, whose requests count against {@code to}. */
    public Route limited(RateLimiter to) {
        return new Route(method, path, handler, Optional.of(to), anonymous, ownOriginOnly, deleted);
    }

    /** The same route with that response to an anonymous client. */
    public Route orIfAnonymous(Response response) {
        return new Route(method, path, handler, limiter, Optional.of(response), ownOriginOnly, deleted);
    }

    /** The same route with that response if something was deleted. */
    public Route orIfDeleted(Response response) {
        return new Route(method, path, handler, limiter, anonymous, ownOriginOnly, response);
    }

    /** The same route for our own pages only. */
    public Route forOwnOriginOnly() {
        return new Route(method, path, handler, limiter, anonymous, true, deleted);
    }

    /**
     * Counts a request.
     *
     * @throws HttpError (429) if {@code user} exceeds the rate of this route
     */
    void requireRate(String user) {
        Duration wait = limiter.map(limit -> limit.take(user)).orElse(Duration.ZERO);
        if (!wait.isZero()) {
            long seconds = wait.plusSeconds(1).minusNanos(1).toSeconds();
            throw new HttpError(Response.error(429, "too many requests, try again in " + seconds + " s")
                    .with("Retry-After", Long.toString(seconds)));
        }
    }

    boolean onlyReads() {
        return method.equals("GET");
    }
}
