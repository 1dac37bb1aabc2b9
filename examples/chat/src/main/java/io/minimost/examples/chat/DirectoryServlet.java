package io.minimost.examples.chat;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;

/** {@code GET /users}, {@code GET /channels}, {@code GET /peers}: the other users, the public channels, the other nodes. */
final class DirectoryServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient ChatDatabase database;
    private final transient List<String> publicChannels;
    private final transient List<String> peers;

    DirectoryServlet(ChatDatabase database, List<String> publicChannels, List<String> peers) {
        this.database = database;
        this.publicChannels = publicChannels;
        this.peers = peers;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ResponseWriter.json(
                response,
                switch (request.getServletPath()) {
                    case "/users" -> others(SignedInFilter.user(request));
                    case "/peers" -> peers;
                    default -> publicChannels;
                });
    }

    private List<String> others(String user) {
        return database.all().stream().filter(other -> !other.equals(user)).toList();
    }
}
