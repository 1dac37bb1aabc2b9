package io.minimost.presence.servlet.http;

import io.minimost.presence.values.UserName;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out who makes a request. */
public final class Callers {
    private static final Logger LOG = LoggerFactory.getLogger(Callers.class);

    private final Optional<String> signIn;

    /**
     * Callers of a site.
     *
     * @param signIn where a caller is sent who must sign in; empty to say so
     */
    public Callers(Optional<String> signIn) {
        this.signIn = signIn;
    }

    /**
     * The name of the caller, which is valid; empty if he is not signed in.
     *
     * @throws Refusal (403) if there is no telling, or the name is not valid
     */
    Optional<String> identify(Exchange exchange) {
        Optional<String> user = ask(exchange);
        try {
            user.ifPresent(UserName::require);
            return user;
        } catch (IllegalArgumentException e) {
            LOG.warn("refused a request: {}", e.getMessage());
            throw new Refusal(Reply.error(403, String.valueOf(e.getMessage())));
        }
    }

    /** For a caller who is not signed in where he must be. */
    Reply mustSignIn() {
        return signIn.map(Reply::redirect).orElseGet(() -> Reply.error(401, "sign in first"));
    }

    private Optional<String> ask(Exchange exchange) {
        try {
            // A host that does not check for null may answer null.
            return Objects.requireNonNull(exchange.user(), "CurrentUser answered null");
        } catch (Exception e) {
            LOG.error("refused a request, because CurrentUser failed", e);
            throw new Refusal(Reply.error(403, "forbidden"));
        }
    }
}
