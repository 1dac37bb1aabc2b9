package io.minimost.examples.chat;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code GET /messages/<channel>?after=<seconds>}. */
final class MessagesServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient ChatDatabase database;
    private final transient ChannelPath path;

    MessagesServlet(ChatDatabase database, ChannelPath path) {
        this.database = database;
        this.path = path;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String channel = path.channel(request).text();
        List<Message> messages = database.messages(channel, after(request.getParameter("after")));
        Reply.json(response, messages.stream().map(MessageJson::of).toList());
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
        throw new Refusal(HttpServletResponse.SC_BAD_REQUEST, "after must be a number of seconds");
    }
}
