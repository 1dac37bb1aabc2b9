package io.minimost.presence.servlet;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A container with the filter in front of a host's own servlet, twice: in the root context with async support, and in
 * {@value #CONTEXT} without.
 */
interface TestServer {
    String CONTEXT = "/app";

    int port();

    void stop() throws Exception;

    /** The host's own application: answers everything that reaches it, and signs in by {@code /sign-in?<user>}. */
    final class HostServlet extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setHeader("X-Host", "yes");
            if (request.getRequestURI().equals("/sign-in")) {
                request.getSession().setAttribute("user", request.getQueryString());
            }
            byte[] body = request.getInputStream().readAllBytes();
            String answer = "host " + request.getMethod() + " " + request.getRequestURI() + " "
                    + new String(body, StandardCharsets.UTF_8);
            response.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** The host's page for errors, which counts how often a container shows it, by whatever kind of dispatch. */
    final class ErrorPageServlet extends HttpServlet {
        static final String PATH = "/error-page";
        static final AtomicInteger SHOWN = new AtomicInteger();

        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) {
            SHOWN.incrementAndGet();
        }
    }
}
