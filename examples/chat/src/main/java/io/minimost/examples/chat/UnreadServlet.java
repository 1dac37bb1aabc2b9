package io.minimost.examples.chat;

import io.minimost.presence.receipts.ReadReceipts;
import io.minimost.presence.values.ChannelId;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code GET /channel_unreads}, {@code GET /dms}, {@code GET /unread_count}: how much the user has not read yet. For the
 * private channels the filter says it, with {@code GET /private_channels}.
 */
final class UnreadServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient ChatDatabase database;
    private final transient VisibleMessages messages;
    private final transient ReadReceipts receipts;
    private final transient List<String> publicChannels;

    UnreadServlet(ChatDatabase database, VisibleMessages messages, ReadReceipts receipts, List<String> publicChannels) {
        this.database = database;
        this.messages = messages;
        this.receipts = receipts;
        this.publicChannels = publicChannels;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String user = SignedInFilter.user(request);
        Reply.json(
                response,
                switch (request.getServletPath()) {
                    case "/channel_unreads" -> channels(user);
                    case "/dms" -> directs(user);
                    default -> Map.of("count", count(user));
                });
    }

    private Map<String, Integer> channels(String user) {
        Map<String, Integer> unread = new LinkedHashMap<>();
        publicChannels.forEach(channel -> unread.put(channel, unread(channel, user)));
        return unread;
    }

    private List<Direct> directs(String user) {
        return database.directChannels(user).stream()
                .map(channel -> new Direct(channel, unread(channel, user), others(channel, user)))
                .toList();
    }

    private int count(String user) {
        return directs(user).stream().mapToInt(Direct::unread).sum();
    }

    private int unread(String channel, String user) {
        return receipts.unread(channel, user, messages).size();
    }

    private static List<String> others(String channel, String user) {
        return ChannelId.parse(channel) instanceof ChannelId.Direct direct
                ? direct.users().stream().filter(other -> !other.equals(user)).toList()
                : List.of();
    }

    /** An entry of {@code /dms}. */
    record Direct(String channel, int unread, List<String> users) {}
}
