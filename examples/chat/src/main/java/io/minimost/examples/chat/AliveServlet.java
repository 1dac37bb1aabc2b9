package io.minimost.examples.chat;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** {@code GET /alive}: whether this node can serve, for pages of other nodes that have lost theirs. */
final class AliveServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient ChatDatabase database;

    AliveServlet(ChatDatabase database) {
        this.database = database;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        // Without a database, no page can go on here. The filter answers that it is away.
        database.requireReachable();
        // A page of another node may read this; it tells nobody anything.
        response.setHeader("Access-Control-Allow-Origin", "*");
        ResponseWriter.text(response, HttpServletResponse.SC_OK, "ok");
    }
}
