package io.minimost.examples.chat;

import io.minimost.presence.servlet.CurrentUser;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/** Lets only signed-in users pass, and keeps their name in the request. */
final class SignedInFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final String USER = SignedInFilter.class.getName() + ".user";

    private final transient CurrentUser currentUser;

    SignedInFilter(CurrentUser currentUser) {
        this.currentUser = currentUser;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<String> user = currentUser.of(request);
        if (user.isEmpty()) {
            ResponseWriter.error(response, HttpServletResponse.SC_UNAUTHORIZED, "sign in first");
            return;
        }
        request.setAttribute(USER, user.get());
        chain.doFilter(request, response);
    }

    /** The user who makes the request; for servlets behind this filter. */
    static String user(HttpServletRequest request) {
        return (String) request.getAttribute(USER);
    }
}
