package io.minimost.examples.chat;

import io.minimost.presence.receipts.ReadReceipts;
import io.minimost.presence.values.ChannelId;
import java.util.List;
import java.util.Map;

/** How many messages a user has not read yet, by the watermarks in the store. Thread-safe. */
final class UnreadCounts {
    private final ChatDatabase database;
    private final VisibleMessages messages;
    private final ReadReceipts receipts;
    private final List<String> publicChannels;

    UnreadCounts(ChatDatabase database, VisibleMessages messages, ReadReceipts receipts, List<String> publicChannels) {
        this.database = database;
        this.messages = messages;
        this.receipts = receipts;
        this.publicChannels = publicChannels;
    }

    /** The counts of the public channels. */
    Map<String, Integer> channels(String user) {
        return receipts.unreadCounts(publicChannels, user, messages);
    }

    /** The direct channels of {@code user} with their counts, the latest first. */
    List<Direct> directs(String user) {
        return receipts.unreadCounts(database.directChannels(user), user, messages).entrySet().stream()
                .map(unread -> new Direct(unread.getKey(), unread.getValue(), others(unread.getKey(), user)))
                .toList();
    }

    private static List<String> others(String channel, String user) {
        return ChannelId.parse(channel) instanceof ChannelId.Direct direct
                ? direct.users().stream().filter(other -> !other.equals(user)).toList()
                : List.of();
    }

    /** An entry of {@code GET /dms}. */
    record Direct(String channel, int unread, List<String> users) {}
}
