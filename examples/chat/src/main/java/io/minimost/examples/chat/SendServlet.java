package io.minimost.examples.chat;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.values.ChannelId;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** {@code POST /send/<channel>}, with the form field {@code text}. */
final class SendServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient ChatDatabase database;
    private final transient PresenceStore store;
    private final transient ChannelPath path;

    SendServlet(ChatDatabase database, PresenceStore store, ChannelPath path) {
        this.database = database;
        this.store = store;
        this.path = path;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ChannelId channel = path.channel(request);
        if (channel instanceof ChannelId.Direct direct) {
            requireRegistered(direct.users());
        }
        if (request.getContentLengthLong() > MessageText.MAX_FORM_BYTES) {
            throw MessageText.tooLong();
        }
        String text = MessageText.require(request.getParameter("text"));
        String sender = SignedInFilter.user(request);
        // First: if this fails, nothing was sent, and the client can try again.
        store.typing().stop(sender, channel.text());
        database.send(channel, sender, text);
        ResponseWriter.text(response, HttpServletResponse.SC_OK, "ok");
    }

    private void requireRegistered(List<String> users) {
        List<String> strangers =
                users.stream().filter(user -> !isRegistered(user)).toList();
        if (!strangers.isEmpty()) {
            throw new HttpError(HttpServletResponse.SC_BAD_REQUEST, "no account named " + String.join(", ", strangers));
        }
    }

    private boolean isRegistered(String user) {
        return database.find(user).equals(Optional.of(user));
    }
}
