package io.minimost.examples.chat;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;

/** {@code GET /users}, {@code GET /channels}: the other users, and the public channels. */
final class DirectoryServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient ChatDatabase database;
    private final transient List<String> publicChannels;

    DirectoryServlet(ChatDatabase database, List<String> publicChannels) {
        this.database = database;
        this.publicChannels = publicChannels;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ResponseWriter.json(
                response,
                request.getServletPath().equals("/users") ? others(SignedInFilter.user(request)) : publicChannels);
    }

    private List<String> others(String user) {
        return database.all().stream().filter(other -> !other.equals(user)).toList();
    }
}
