package io.minimost.examples.chat;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;

/** Sets the headers that limit our page: it may run and load what we serve, use what a call needs, and nothing else. */
final class SecurityHeadersFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final String POLICY =
            "default-src 'self'; media-src 'self' blob:; object-src 'none'; base-uri 'none';"
                    + " form-action 'self'; frame-ancestors 'none'";
    private static final String PERMISSIONS = "camera=(self), microphone=(self), display-capture=(self),"
            + " fullscreen=(self), autoplay=(self), geolocation=(), payment=(), usb=()";

    private final String policy;

    /** @param peers the origins of other nodes, which the page may ask whether they live */
    SecurityHeadersFilter(List<String> peers) {
        policy = peers.isEmpty() ? POLICY : POLICY + "; connect-src 'self' " + String.join(" ", peers);
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        response.setHeader("Content-Security-Policy", policy);
        response.setHeader("Permissions-Policy", PERMISSIONS);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        chain.doFilter(request, response);
    }
}
