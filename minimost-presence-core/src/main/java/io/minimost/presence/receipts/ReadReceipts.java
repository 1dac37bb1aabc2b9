package io.minimost.presence.receipts;

import io.minimost.presence.events.PresenceEvent.MessagesRead;
import io.minimost.presence.events.PresenceEvent.WatermarkMoved;
import io.minimost.presence.internal.Dao;
import io.minimost.presence.internal.Database;
import io.minimost.presence.internal.Durability;
import io.minimost.presence.internal.Transaction;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.EpochSeconds;
import io.minimost.presence.values.MessageRef;
import io.minimost.presence.values.UserName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Who has read what: a receipt for each message and reader, as MiniMost's first generation keeps them, and a watermark for
 * each channel and reader, as its newest one does.
 *
 * <p>A message is known by its channel and its time. Marking twice is harmless. The watermark is the newest message that
 * somebody has marked; it never moves back, and it survives its receipts.
 *
 * <p>Whether a user may look into a channel is the host's decision. Names and channels must be valid ({@link UserName},
 * {@link ChannelId}), else {@link IllegalArgumentException}. No method returns or takes null. Thread-safe.
 */
public final class ReadReceipts {
    private static final double BEFORE_ALL = Math.nextDown((double) Instant.MIN.getEpochSecond());

    private final Database database;
    private final Dao<ReceiptSql> receipts;
    private final Dao<WatermarkSql> watermarks;

    /**
     * For {@code PresenceStore}, which hands this out.
     *
     * @hidden
     */
    @SuppressWarnings("exports")
    public ReadReceipts(Database database, Optional<Duration> retention) {
        this.database = database;
        receipts = database.register(ReceiptSql.class, new MessageReaders.Mapper(), new ReceiptRow.Mapper());
        watermarks = database.register(WatermarkSql.class, new Watermark.Mapper());
        retention.ifPresent(age -> new ReceiptRetention(database, receipts, watermarks, age).start());
        database.hooks().onUserDeleted(this::deleteReader);
        database.hooks().onChannelDeleted(this::deleteChannel);
        database.hooks().onMessageDeleted(this::deleteMessage);
    }

    /**
     * Records that {@code reader} has read {@code messages} of {@code channel}, in one transaction however many there are.
     * Announces {@link MessagesRead} for those he had not read before, and {@link WatermarkMoved}.
     *
     * @return how many he had not read before
     */
    public int markRead(String channel, String reader, Collection<Instant> messages) {
        check(channel, reader);
        List<Instant> times =
                times(messages).stream().map(EpochSeconds::asStored).toList();
        if (times.isEmpty()) {
            return 0;
        }
        Instant now = database.now();
        return database.write(Durability.DURABLE, transaction -> {
            // Before the receipts, which would hide that the watermark moves.
            raise(transaction, channel, reader, Collections.max(times), now);
            List<Instant> fresh = new ArrayList<>();
            for (Instant time : times) {
                if (transaction.sql(receipts).insert(channel, EpochSeconds.of(time), reader) > 0) {
                    fresh.add(time);
                }
            }
            if (!fresh.isEmpty()) {
                transaction.publish(new MessagesRead(channel, reader, fresh, now));
            }
            return fresh.size();
        });
    }

    /**
     * Records that {@code reader} has read everything in {@code channel} up to the time {@code upTo}, without a receipt for
     * each message. Announces {@link WatermarkMoved} if that is news.
     *
     * @return whether the watermark moved; it never moves back
     */
    public boolean markReadUpTo(String channel, String reader, Instant upTo) {
        check(channel, reader);
        Instant time = EpochSeconds.asStored(Objects.requireNonNull(upTo, "upTo"));
        Instant now = database.now();
        return database.write(Durability.DURABLE, transaction -> raise(transaction, channel, reader, time, now));
    }

    /**
     * Records that {@code reader} has read everything in {@code channel}.
     *
     * @param messages says what there is to read
     * @return how many messages he had not read before
     */
    public int markAllRead(String channel, String reader, MessageLookup messages) {
        return markRead(channel, reader, unread(channel, reader, messages));
    }

    /** The messages of others in {@code channel} that are newer than the watermark of {@code reader}, oldest first. */
    public List<Instant> unread(String channel, String reader, MessageLookup messages) {
        Objects.requireNonNull(messages, "messages");
        Optional<Instant> lastRead = lastRead(channel, reader);
        // The host may know a time more exactly than the file, and find the last message that was read newer than
        // itself.
        return messages.messagesOfOthers(channel, reader, lastRead).stream()
                .filter(time -> EpochSeconds.asStored(time).isAfter(lastRead.orElse(Instant.MIN)))
                .toList();
    }

    /** The messages of {@code channel} that somebody has read, oldest first, each with its readers in byte order. */
    public Map<Instant, List<String>> receiptsOf(String channel) {
        return page(channel, Optional.empty(), Integer.MAX_VALUE);
    }

    /**
     * A part of {@link #receiptsOf(String)}, for long channels.
     *
     * @param after only messages later than this; from the oldest if empty
     * @param limit how many messages at most, at least 1
     */
    public Map<Instant, List<String>> page(String channel, Optional<Instant> after, int limit) {
        ChannelId.parse(channel);
        if (limit < 1) {
            throw new IllegalArgumentException("limit " + limit + " is less than 1");
        }
        double from =
                Objects.requireNonNull(after, "after").map(EpochSeconds::of).orElse(BEFORE_ALL);
        Map<Instant, List<String>> readers = new LinkedHashMap<>();
        String joined = "";
        List<String> names = List.of();
        for (MessageReaders message : database.read(receipts, sql -> sql.readersAfter(channel, from, limit))) {
            // Messages that follow each other have mostly been read by the same people.
            if (!message.joined().equals(joined)) {
                joined = message.joined();
                names = MessageReaders.split(joined);
            }
            readers.put(EpochSeconds.toInstant(message.message()), names);
        }
        return Collections.unmodifiableMap(readers);
    }

    /** The readers, in byte order, of each of {@code messages}, in their order; a message nobody has read has none. */
    public Map<Instant, List<String>> receiptsOf(String channel, Collection<Instant> messages) {
        ChannelId.parse(channel);
        List<Instant> times = times(messages);
        return database.read(receipts, sql -> {
            Map<Instant, List<String>> readers = new LinkedHashMap<>();
            for (Instant time : times) {
                readers.put(time, MessageReaders.split(sql.readers(channel, EpochSeconds.of(time))));
            }
            return Collections.unmodifiableMap(readers);
        });
    }

    /** The time of the newest message that each reader of {@code channel} has read, by name in byte order. */
    public Map<String, Instant> watermarks(String channel) {
        ChannelId.parse(channel);
        Map<String, Instant> byReader = new LinkedHashMap<>();
        for (Watermark watermark : database.read(watermarks, sql -> sql.all(channel))) {
            byReader.put(watermark.reader(), EpochSeconds.toInstant(watermark.upTo()));
        }
        return Collections.unmodifiableMap(byReader);
    }

    /** The time of the newest message of {@code channel} that {@code reader} has read; empty if none. */
    public Optional<Instant> lastRead(String channel, String reader) {
        check(channel, reader);
        return database.read(watermarks, sql -> sql.lastRead(channel, reader)).map(EpochSeconds::toInstant);
    }

    private boolean raise(Transaction transaction, String channel, String reader, Instant upTo, Instant now) {
        WatermarkSql sql = transaction.sql(watermarks);
        double wanted = EpochSeconds.of(upTo);
        Optional<Double> before = sql.lastRead(channel, reader);
        boolean moved = before.isEmpty() || wanted > before.get();
        if (moved) {
            sql.raise(channel, reader, wanted);
            transaction.publish(new WatermarkMoved(channel, reader, upTo, now));
        }
        return moved;
    }

    private void deleteReader(Transaction transaction, String reader) {
        transaction.sql(receipts).deleteReader(reader);
        transaction.sql(watermarks).deleteReader(reader);
    }

    private void deleteChannel(Transaction transaction, String channel) {
        transaction.sql(receipts).deleteChannel(channel);
        transaction.sql(watermarks).deleteChannel(channel);
    }

    /** Watermarks stay, also of those whose only trace is a receipt that MiniMost wrote. */
    private void deleteMessage(Transaction transaction, MessageRef message) {
        transaction.sql(watermarks).raiseReaders(message.channel(), message.seconds());
        transaction.sql(receipts).deleteMessage(message.channel(), message.seconds());
    }

    private static List<Instant> times(Collection<Instant> messages) {
        return Objects.requireNonNull(messages, "messages").stream()
                .map(time -> Objects.requireNonNull(time, "message"))
                .toList();
    }

    private static void check(String channel, String reader) {
        ChannelId.parse(channel);
        UserName.require(reader);
    }
}
