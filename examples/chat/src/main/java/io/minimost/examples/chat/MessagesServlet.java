package io.minimost.examples.chat;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code GET /messages/<channel>?after=<seconds>}: the messages that were sent, or whose reactions changed, since then. */
final class MessagesServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient VisibleMessages messages;
    private final transient MessageRows rows;
    private final transient ChannelPath path;

    MessagesServlet(VisibleMessages messages, MessageRows rows, ChannelPath path) {
        this.messages = messages;
        this.rows = rows;
        this.path = path;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String channel = path.channel(request).text();
        double after = after(request.getParameter("after"));
        List<ChatMessage> page = messages.page(channel, SignedInFilter.user(request), after);
        ResponseWriter.json(response, rows.of(channel, page));
    }

    private static double after(@Nullable String text) {
        if (text == null) {
            return 0;
        }
        try {
            double after = Double.parseDouble(text);
            if (Double.isFinite(after)) {
                return after;
            }
        } catch (NumberFormatException e) {
            // Refused below.
        }
        throw new HttpError(HttpServletResponse.SC_BAD_REQUEST, "after must be a number of seconds");
    }
}
