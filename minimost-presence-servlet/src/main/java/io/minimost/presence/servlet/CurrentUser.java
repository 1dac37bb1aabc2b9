package io.minimost.presence.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.security.Principal;
import java.util.Objects;
import java.util.Optional;

/**
 * Tells who makes a request. This is all that the filter knows about the user, so it must not be taken from anything that
 * a client can forge, like a plain header.
 *
 * <p>The name must be a valid {@link io.minimost.presence.values.UserName}; the filter answers 403 to any other. An
 * implementation that throws denies the request, too. It is called by many threads at the same time.
 */
@FunctionalInterface
public interface CurrentUser {
    /** The name of the user who makes {@code request}; empty if nobody is signed in. Never null. */
    Optional<String> of(HttpServletRequest request);

    /** Whom the container, or a security filter before this one, has signed in. This is the default. */
    static CurrentUser principal() {
        return request -> Optional.ofNullable(request.getUserPrincipal())
                .map(Principal::getName)
                .or(() -> Optional.ofNullable(request.getRemoteUser()));
    }

    /**
     * The text that the host's sign-in has put into the session under {@code name}. A session is never created, and an
     * attribute that is no text counts as nobody.
     */
    static CurrentUser sessionAttribute(String name) {
        Objects.requireNonNull(name, "name");
        return request -> {
            HttpSession session = request.getSession(false);
            return session != null && session.getAttribute(name) instanceof String user
                    ? Optional.of(user)
                    : Optional.empty();
        };
    }
}
