package io.minimost.presence.servlet.http;

import io.minimost.presence.values.UserName;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out which user sends a request.
 *
 * @param signInLocation where an anonymous client is redirected; if empty, it gets 401
 */
public record Authenticator(Optional<String> signInLocation) {
    private static final Logger LOG = LoggerFactory.getLogger(Authenticator.class);

    /**
     * The valid name of the user; empty if nobody is signed in.
     *
     * @throws HttpError (403) if the host fails, or the name is not valid
     */
    Optional<String> identify(HttpExchange exchange) {
        Optional<String> user = userOf(exchange);
        try {
            user.ifPresent(UserName::require);
            return user;
        } catch (IllegalArgumentException e) {
            LOG.warn("refused a request: {}", e.getMessage());
            throw new HttpError(403, String.valueOf(e.getMessage()));
        }
    }

    Response signInRequired() {
        return signInLocation.map(Response::redirect).orElseGet(() -> Response.error(401, "sign in first"));
    }

    private static Optional<String> userOf(HttpExchange exchange) {
        try {
            // A host that does not check for null may return null.
            return Objects.requireNonNull(exchange.user(), "CurrentUser answered null");
        } catch (Exception e) {
            LOG.error("refused a request, because CurrentUser failed", e);
            throw new HttpError(Response.FORBIDDEN);
        }
    }
}
