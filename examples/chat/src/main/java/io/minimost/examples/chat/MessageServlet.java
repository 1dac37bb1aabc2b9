package io.minimost.examples.chat;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.servlet.ChannelAccess;
import io.minimost.presence.values.ChannelId;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code POST /send/<channel>}, {@code GET /messages/<channel>?after=}. */
final class MessageServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient ChatDatabase database;
    private final transient PresenceStore store;
    private final transient ChannelAccess access;

    MessageServlet(ChatDatabase database, PresenceStore store, ChannelAccess access) {
        this.database = database;
        this.store = store;
        this.access = access;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        List<Message> messages = database.messages(channel(request).text(), after(request.getParameter("after")));
        Reply.json(response, messages.stream().map(MessageJson::of).toList());
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ChannelId channel = channel(request);
        requireRegistered(channel);
        if (request.getContentLengthLong() > MessageText.MAX_FORM_BYTES) {
            throw MessageText.tooLong();
        }
        String text = MessageText.require(request.getParameter("text"));
        String sender = SignedInFilter.user(request);
        // First, so that if it fails nothing was sent and the client can try again.
        store.typing().stop(sender, channel.text());
        database.send(channel.text(), sender, text);
        Reply.text(response, HttpServletResponse.SC_OK, "ok");
    }

    /** The channel that the path names, if the user may use it. */
    private ChannelId channel(HttpServletRequest request) {
        String path = request.getPathInfo();
        if (path == null || path.length() < 2) {
            throw new Refusal(HttpServletResponse.SC_NOT_FOUND, "not found");
        }
        ChannelId channel = ChannelId.parse(path.substring(1));
        if (!access.mayUse(SignedInFilter.user(request), channel)) {
            throw new Refusal(HttpServletResponse.SC_FORBIDDEN, "forbidden");
        }
        return channel;
    }

    private void requireRegistered(ChannelId channel) {
        if (channel instanceof ChannelId.Direct direct) {
            List<String> strangers = direct.users().stream()
                    .filter(user -> !database.isRegistered(user))
                    .toList();
            if (!strangers.isEmpty()) {
                throw new Refusal(
                        HttpServletResponse.SC_BAD_REQUEST, "no account named " + String.join(", ", strangers));
            }
        }
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
