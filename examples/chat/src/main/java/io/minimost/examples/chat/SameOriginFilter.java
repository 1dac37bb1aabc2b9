package io.minimost.examples.chat;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;

/**
 * Refuses requests that a page of another site makes the browser send (CSRF). Browsers name the origin of a request in
 * {@code Sec-Fetch-Site}, older ones in {@code Origin}; a client that sends neither is not a browser, and has no cookie of a victim.
 */
final class SameOriginFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (SAFE_METHODS.contains(request.getMethod()) || isSameOrigin(request)) {
            chain.doFilter(request, response);
        } else {
            ResponseWriter.error(response, HttpServletResponse.SC_FORBIDDEN, refusal(request));
        }
    }

    /** The origins are encoded as JSON by the writer. A proxy that changes Host is the usual reason. */
    private static String refusal(HttpServletRequest request) {
        return "request comes from another site: its page is of %s, and it came to %s"
                .formatted(request.getHeader("Origin"), ownOrigin(request));
    }

    private static boolean isSameOrigin(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return OWN_SITES.contains(site);
        }
        String origin = request.getHeader("Origin");
        return origin == null || origin.equals(ownOrigin(request));
    }

    private static String ownOrigin(HttpServletRequest request) {
        return request.getScheme() + "://" + request.getHeader("Host");
    }
}
