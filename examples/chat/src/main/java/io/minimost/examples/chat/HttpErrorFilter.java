package io.minimost.examples.chat;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.eclipse.jetty.http.HttpException;

/** Answers what our servlets refuse. The library's {@link IllegalArgumentException}s name what is wrong: they are for the caller. */
final class RefusalFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            chain.doFilter(request, response);
        } catch (Refusal refusal) {
            Reply.text(response, refusal.status(), String.valueOf(refusal.getMessage()));
        } catch (HttpException.RuntimeException unreadable) {
            Reply.text(response, unreadable.getCode(), "the form cannot be read: " + unreadable.getReason());
        } catch (IllegalArgumentException bad) {
            Reply.text(response, HttpServletResponse.SC_BAD_REQUEST, String.valueOf(bad.getMessage()));
        }
    }
}
