package io.minimost.examples.chat;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/**
 * {@code GET /channel_unreads}, {@code GET /dms}, {@code GET /unread_count}: how many messages the user has not read yet. For the
 * private channels the filter answers that, with {@code GET /private_channels}.
 */
final class UnreadServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient UnreadCounts unread;

    UnreadServlet(UnreadCounts unread) {
        this.unread = unread;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String user = SignedInFilter.user(request);
        ResponseWriter.json(
                response,
                switch (request.getServletPath()) {
                    case "/channel_unreads" -> unread.channels(user);
                    case "/dms" -> unread.directs(user);
                    default -> Map.of("count", count(user));
                });
    }

    private int count(String user) {
        return unread.directs(user).stream()
                .mapToInt(UnreadCounts.Direct::unread)
                .sum();
    }
}
