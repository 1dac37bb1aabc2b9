package io.minimost.examples.chat;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jdbi.v3.core.JdbiException;

/** While the database cannot be reached, clients shall try again, and nobody shall be signed out. */
final class DatabaseAwayFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;

    private final transient ChatDatabase database;

    DatabaseAwayFilter(ChatDatabase database) {
        this.database = database;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            if (request.getRequestedSessionId() != null && request.getSession(false) == null) {
                // It is over, or it could not be read, which Jetty does not tell apart.
                database.requireReachable();
            }
            chain.doFilter(request, response);
        } catch (JdbiException e) {
            if (response.isCommitted()) {
                throw e;
            }
            getServletContext().log("the database failed: " + e.getMessage());
            response.setHeader("Retry-After", "1");
            ResponseWriter.error(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, "the database is away");
        }
    }
}
