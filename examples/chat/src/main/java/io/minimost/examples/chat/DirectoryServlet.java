package io.minimost.examples.chat;

import io.minimost.presence.servlet.ChannelAccess;
import io.minimost.presence.values.ChannelId;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** {@code GET /users}, {@code GET /channels}, {@code GET /latest}: who and what there is. */
final class DirectoryServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient ChatDatabase database;
    private final transient ChannelAccess access;
    private final transient List<String> publicChannels;

    DirectoryServlet(ChatDatabase database, ChannelAccess access, List<String> publicChannels) {
        this.database = database;
        this.access = access;
        this.publicChannels = publicChannels;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String user = SignedInFilter.user(request);
        Reply.json(
                response,
                switch (request.getServletPath()) {
                    case "/users" -> database.usersBeside(user);
                    case "/channels" -> publicChannels;
                    default -> latest(user);
                });
    }

    /** When somebody else last wrote in each channel of the user, so that the page can mark what is unread. */
    private Map<String, Double> latest(String user) {
        Map<String, Double> latest = database.latestByOthers(user);
        latest.keySet().removeIf(channel -> !access.mayUse(user, ChannelId.parse(channel)));
        return latest;
    }
}
