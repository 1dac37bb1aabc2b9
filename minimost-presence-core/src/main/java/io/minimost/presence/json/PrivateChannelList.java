package io.minimost.presence.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.minimost.presence.channels.PrivateChannel;
import io.minimost.presence.channels.PrivateChannels;
import io.minimost.presence.receipts.MessageLookup;
import io.minimost.presence.receipts.ReadReceipts;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The private channels of a user, with the number of messages that they have not read in each. */
public final class PrivateChannelList {
    private final PrivateChannels channels;
    private final ReadReceipts receipts;
    private final Optional<MessageLookup> messages;

    public PrivateChannelList(PrivateChannels channels, ReadReceipts receipts, Optional<MessageLookup> messages) {
        this.channels = channels;
        this.receipts = receipts;
        this.messages = messages;
    }

    public byte[] json(String user) {
        return json(user, channels.channelsOf(user));
    }

    /**
     * For an event that all members of a channel are sent when one joins: without the members of large channels, because
     * their names would be sent as often as the square of their number.
     */
    public List<PrivateChannel> toSend(String user) {
        return channels.channelsOf(user, PrivateChannels.MAX_FOUNDERS);
    }

    public byte[] json(String user, List<PrivateChannel> channelsOfUser) {
        Map<String, Integer> unread = unread(user, channelsOfUser);
        return Json.bytes(json -> {
            json.writeStartArray();
            for (PrivateChannel channel : channelsOfUser) {
                write(json, channel, unread.getOrDefault(channel.id().text(), 0));
            }
            json.writeEndArray();
        });
    }

    private Map<String, Integer> unread(String user, List<PrivateChannel> channelsOfUser) {
        List<String> names =
                channelsOfUser.stream().map(channel -> channel.id().text()).toList();
        return messages.map(lookup -> receipts.unreadCounts(names, user, lookup))
                .orElse(Map.of());
    }

    private static void write(JsonGenerator json, PrivateChannel channel, int unread) throws IOException {
        json.writeStartObject();
        json.writeStringField("channel", channel.id().text());
        json.writeNumberField("id", channel.id().id());
        Json.writeStringsField(json, "members", channel.members());
        if (channel.members().isEmpty()) {
            json.writeBooleanField("members_omitted", true);
        }
        json.writeStringField("name", channel.name());
        json.writeNumberField("unread", unread);
        json.writeEndObject();
    }
}
