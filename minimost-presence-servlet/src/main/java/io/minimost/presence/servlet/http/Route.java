package io.minimost.presence.servlet.http;

import java.util.Optional;

/**
 * One line of the route table.
 *
 * @param limit what a request counts against
 * @param anonymous what a caller gets who is not signed in; empty if he must sign in
 * @param forOwnPages whether it is refused to what the page of another site sends
 */
public record Route(
        String method,
        PathPattern path,
        Handler handler,
        RateLimitKey limit,
        Optional<Response> anonymous,
        boolean forOwnPages) {
    public boolean isSoft() {
        return anonymous.isPresent();
    }
}
