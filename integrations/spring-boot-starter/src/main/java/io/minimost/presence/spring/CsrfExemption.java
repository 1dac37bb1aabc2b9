package io.minimost.presence.spring;

import io.minimost.presence.servlet.PresenceFilter;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.security.web.csrf.CsrfFilter;

/**
 * Makes Spring Security ask for no CSRF token where the routes are: the presence filter answers these requests itself, and checks
 * their origin. All other requests below the prefix need their token as before.
 */
record CsrfExemption(PresenceFilter filter) implements Filter {
    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest http && filter.hasRoutes(http)) {
            CsrfFilter.skipRequest(http);
        }
        chain.doFilter(request, response);
    }
}
