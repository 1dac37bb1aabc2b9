package io.minimost.examples.chat;

import io.minimost.presence.channels.PrivateChannels;
import io.minimost.presence.host.ChannelAccess;
import io.minimost.presence.receipts.MessageLookup;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.EpochSeconds;
import io.minimost.presence.values.MessageId;
import io.minimost.presence.values.MessageRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The messages that a user may see: those in the user's channels; in a private one only those since the user joined. The
 * library looks messages up here. Thread-safe.
 */
final class VisibleMessages implements MessageLookup {
    private static final double BEGINNING = 0;

    private final ChatDatabase database;
    private final ChannelAccess access;
    private final PrivateChannels channels;

    VisibleMessages(ChatDatabase database, ChannelAccess access, PrivateChannels channels) {
        this.database = database;
        this.access = access;
        this.channels = channels;
    }

    /** See {@link ChatDatabase#messages}. */
    List<ChatMessage> page(String channel, String viewer, double after) {
        return start(channel, viewer)
                .map(start -> database.messages(channel, after, start))
                .orElse(List.of());
    }

    @Override
    public Optional<Message> find(MessageId id, String viewer) {
        return id.number()
                .flatMap(database::message)
                .filter(message -> start(message.channel(), viewer)
                        .filter(start -> message.ts() >= start)
                        .isPresent())
                .map(message -> new Message(
                        new MessageRef(message.channel(), EpochSeconds.toInstant(message.ts())), message.sender()));
    }

    @Override
    public List<Instant> messagesOfOthers(String channel, String reader, Optional<Instant> after) {
        // Messages from before the user registered do not count as unread.
        double from = Math.max(after.map(EpochSeconds::of).orElse(BEGINNING), database.since(reader));
        return start(channel, reader)
                .map(start -> database.timesOfOthers(channel, reader, from, start))
                .orElse(List.of())
                .stream()
                .map(EpochSeconds::toInstant)
                .toList();
    }

    /** The time from which {@code viewer} sees the messages of the channel; empty if they may not use it. */
    private Optional<Double> start(String channel, String viewer) {
        ChannelId id = ChannelId.parse(channel);
        if (!access.mayUse(viewer, id)) {
            return Optional.empty();
        }
        if (id instanceof ChannelId.Private members) {
            return channels.historyStart(members, viewer).map(EpochSeconds::of);
        }
        return Optional.of(BEGINNING);
    }
}
