package io.minimost.examples.chat;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.eclipse.jetty.http.HttpException;

/** Answers errors of our servlets. The messages of the library's {@link IllegalArgumentException}s may be sent to the client: they name the bad value. */
final class HttpErrorFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            chain.doFilter(request, response);
        } catch (HttpError error) {
            ResponseWriter.text(response, error.status(), String.valueOf(error.getMessage()));
        } catch (HttpException.RuntimeException unreadable) {
            ResponseWriter.text(response, unreadable.getCode(), "the form cannot be read: " + unreadable.getReason());
        } catch (IllegalArgumentException bad) {
            ResponseWriter.text(response, HttpServletResponse.SC_BAD_REQUEST, String.valueOf(bad.getMessage()));
        }
    }
}
