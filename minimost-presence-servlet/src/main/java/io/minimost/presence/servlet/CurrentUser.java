package io.minimost.presence.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.security.Principal;
import java.util.Objects;
import java.util.Optional;

/**
 * Finds the user who sends a request. The filter trusts the name, so do not take it from anything that a client can forge,
 * such as a plain header.
 *
 * <p>The name must be a valid {@link io.minimost.presence.values.UserName}; the filter rejects any other with 403, and also
 * if the implementation throws. Implementations must be thread-safe.
 */
@FunctionalInterface
public interface CurrentUser {
    /** The name of the user who sends {@code request}; empty if nobody is signed in. Never null. */
    Optional<String> of(HttpServletRequest request);

    /** The user that the container, or a security filter before this one, has signed in. This is the default. */
    static CurrentUser principal() {
        return request -> Optional.ofNullable(request.getUserPrincipal())
                .map(Principal::getName)
                .or(() -> Optional.ofNullable(request.getRemoteUser()));
    }

    /**
     * The session attribute {@code name}, which the host sets when a user signs in. It never creates a session. If the
     * attribute is not a {@link String}, nobody is signed in.
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
