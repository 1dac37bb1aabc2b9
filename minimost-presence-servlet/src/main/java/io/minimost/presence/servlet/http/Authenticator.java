package io.minimost.presence.servlet.http;

import io.minimost.presence.values.UserName;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out who makes a request. */
public final class Authenticator {
    private static final Logger LOG = LoggerFactory.getLogger(Authenticator.class);

    private final Optional<String> signIn;

    /**
     * Callers of a site.
     *
     * @param signIn where a caller is sent who must sign in; empty to say so
     */
    public Authenticator(Optional<String> signIn) {
        this.signIn = signIn;
    }

    /**
     * The name of the caller, which is valid; empty if he is not signed in.
     *
     * @throws HttpError (403) if there is no telling, or the name is not valid
     */
    Optional<String> identify(HttpExchange exchange) {
        Optional<String> user = ask(exchange);
        try {
            user.ifPresent(UserName::require);
            return user;
        } catch (IllegalArgumentException e) {
            LOG.warn("refused a request: {}", e.getMessage());
            throw new HttpError(Response.error(403, String.valueOf(e.getMessage())));
        }
    }

    /** For a caller who is not signed in where he must be. */
    Response mustSignIn() {
        return signIn.map(Response::redirect).orElseGet(() -> Response.error(401, "sign in first"));
    }

    private Optional<String> ask(HttpExchange exchange) {
        try {
            // A host that does not check for null may answer null.
            return Objects.requireNonNull(exchange.user(), "CurrentUser answered null");
        } catch (Exception e) {
            LOG.error("refused a request, because CurrentUser failed", e);
            throw new HttpError(Response.error(403, "forbidden"));
        }
    }
}
