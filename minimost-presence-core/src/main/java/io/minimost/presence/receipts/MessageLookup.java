package io.minimost.presence.receipts;

import io.minimost.presence.values.EpochSeconds;
import io.minimost.presence.values.MessageId;
import io.minimost.presence.values.MessageRef;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * What the library needs to know about messages, which only the host stores. The host implements it. Implementations must
 * be thread-safe. They are called outside any transaction of the store and may be slow. They return no null.
 */
public interface MessageLookup {
    /**
     * The message that the host has given {@code id}; empty if there is none, it was deleted, or {@code viewer} may not see
     * it.
     *
     * @param id from a client, which may have made it up; a host that numbers its messages uses {@link MessageId#number}
     */
    Optional<Message> find(MessageId id, String viewer);

    /**
     * The times of the messages in {@code channel} that {@code reader} may see and did not send, oldest first.
     *
     * @param after only messages later than this; all messages if empty
     */
    List<Instant> messagesOfOthers(String channel, String reader, Optional<Instant> after);

    /**
     * How many messages each of {@code channels} has that {@code reader} may see and did not send, for unread counts. The
     * library asks this once for all channels that it shows. The default asks {@link #messagesOfOthers} for each of them;
     * a host whose messages are in a database answers faster with one statement that counts.
     *
     * @param channels different channels, at least one
     * @return the number by channel; a channel without such messages may be missing
     */
    default Map<String, Integer> countMessagesOfOthers(String reader, Collection<ReadUpTo> channels) {
        Map<String, Integer> counts = new HashMap<>();
        for (ReadUpTo read : channels) {
            List<Instant> newer = messagesOfOthers(read.channel(), reader, read.time());
            counts.put(
                    read.channel(), (int) newer.stream().filter(read::isUnread).count());
        }
        return counts;
    }

    /**
     * For a host that uses reactions, but neither unread counts nor {@link ReadReceipts#markAllRead}: no message is ever
     * unread, and marking a channel as read marks nothing.
     *
     * @param find as {@link #find}
     */
    static MessageLookup forReactionsOnly(BiFunction<MessageId, String, Optional<Message>> find) {
        return new ReactionsOnly(find);
    }

    /** A message and its sender. */
    record Message(MessageRef ref, String sender) {}

    /**
     * A channel, and how far a user has read it.
     *
     * @param time only messages later than this count; all messages if empty. It is the last time that the store cannot
     *     tell from the watermark, so that the newest message read is not later, however precise the host's times are
     */
    record ReadUpTo(String channel, Optional<Instant> time) {
        /** Checks for null. */
        public ReadUpTo {
            Objects.requireNonNull(channel, "channel");
            Objects.requireNonNull(time, "time");
        }

        static ReadUpTo watermark(String channel, Optional<Double> seconds) {
            return new ReadUpTo(channel, seconds.map(EpochSeconds::toInstant).map(EpochSeconds::lastStoredAlike));
        }

        /** Whether a message of the time {@code sentAt} counts. */
        boolean isUnread(Instant sentAt) {
            return time.isEmpty() || EpochSeconds.asStored(sentAt).isAfter(EpochSeconds.asStored(time.get()));
        }
    }
}
