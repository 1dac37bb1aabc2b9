package io.minimost.presence.javascript;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** A page that only loads the client. Tests do the rest. */
final class PageServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private static final String PAGE = """
            <!doctype html>
            <link rel="icon" href="data:,">
            <input id="field" aria-label="Message">
            <script type="module">
              import * as client from "/chat/presence-client.js";
              Object.assign(window, client);
            </script>
            """;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!request.getRequestURI().equals("/")) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setContentType("text/html; charset=utf-8");
        response.getWriter().write(PAGE);
    }
}
