package io.minimost.presence.receipts;

import io.minimost.presence.events.PresenceEvent.MessagesRead;
import io.minimost.presence.events.PresenceEvent.WatermarkMoved;
import io.minimost.presence.internal.Dao;
import io.minimost.presence.internal.Database;
import io.minimost.presence.internal.DeletionMark;
import io.minimost.presence.internal.Transaction;
import io.minimost.presence.receipts.MessageLookup.ReadUpTo;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.EpochSeconds;
import io.minimost.presence.values.MessageRef;
import io.minimost.presence.values.UserName;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Who has read what: a receipt for each message and reader, as in the first MiniMost, and a watermark for each channel and
 * reader, as in the newest.
 *
 * <p>A message is identified by its channel and its time. Marking it twice is harmless. The watermark is the time up to
 * which a user has read the channel. It never moves back, and it outlives the receipts.
 *
 * <p>The host decides whether a user may read a channel. Names and channels must be valid ({@link UserName},
 * {@link ChannelId}), else {@link IllegalArgumentException}. No method returns or takes null. Thread-safe.
 */
public final class ReadReceipts {
    private static final double BEFORE_ALL = Math.nextDown((double) Instant.MIN.getEpochSecond());

    private final Database database;
    private final Dao<ReceiptSql> receipts;
    private final Dao<WatermarkSql> watermarks;
    private final Dao<ReadPointSql> points;
    private final MarkReadUpTo markReadUpTo;
    private final MarkRead markRead;
    private final ReadPoints readPoints;
    private final Deliveries deliveries;

    /**
     * For {@code PresenceStore}, which hands this out.
     *
     * @hidden
     */
    @SuppressWarnings("exports")
    public ReadReceipts(Database database, Optional<Duration> retention) {
        this.database = database;
        receipts = database.register(
                ReceiptSql.class, PostgresReceiptSql.class, new MessageReaders.Mapper(), new ReceiptRow.Mapper());
        watermarks = database.register(
                WatermarkSql.class, PostgresWatermarkSql.class, new Watermark.Mapper(), new ChannelWatermark.Mapper());
        points = database.register(ReadPointSql.class);
        MoveReadPoint own = new MoveReadPoint(points);
        markReadUpTo = new MarkReadUpTo(watermarks, database.register(PostgresWatermarkSql.class), own);
        markRead = new MarkRead(receipts, database.register(PostgresReceiptSql.class), markReadUpTo, own);
        readPoints = new ReadPoints(database, this, points, own);
        deliveries = new Deliveries(database);
        retention.ifPresent(age -> new ReceiptRetention(database, receipts, watermarks, age).start());
        database.callbacks().onUserDeleted(this::deleteReader);
        database.callbacks().onChannelDeleted(this::deleteChannel);
        database.callbacks().onMessageDeleted(this::deleteMessage);
    }

    /** How far users have read in their own eyes: private reading, and messages marked as unread. */
    public ReadPoints readPoints() {
        return readPoints;
    }

    /** Who has received what. */
    public Deliveries deliveries() {
        return deliveries;
    }

    /**
     * Records that {@code reader} has read {@code messages} of {@code channel}, in one transaction. Publishes
     * {@link WatermarkMoved} if the watermark moved, and {@link MessagesRead} for the messages that had no receipt of this
     * reader.
     *
     * @return how many messages had no receipt of this reader; perhaps fewer if PostgreSQL was restarted meanwhile, because the
     *     receipts were then stored a second time
     */
    public int markRead(String channel, String reader, Collection<Instant> messages) {
        check(channel, reader);
        List<Instant> times =
                times(messages).stream().map(EpochSeconds::asStored).toList();
        if (times.isEmpty()) {
            return 0;
        }
        Instant now = database.now();
        return database.merge(markRead, new MarkRead.Receipts(channel, reader, times, now));
    }

    /** The same for a channel that was parsed already. */
    public int markRead(ChannelId channel, String reader, Collection<Instant> messages) {
        return markRead(Objects.requireNonNull(channel, "channel").text(), reader, messages);
    }

    /**
     * Records that {@code reader} has read everything in {@code channel} up to the time {@code upTo}, without a receipt for
     * each message. Publishes {@link WatermarkMoved} if the watermark moved.
     *
     * @return whether the watermark moved; it never moves back
     */
    public boolean markReadUpTo(String channel, String reader, Instant upTo) {
        check(channel, reader);
        Instant time = EpochSeconds.asStored(Objects.requireNonNull(upTo, "upTo"));
        Instant now = database.now();
        return database.merge(markReadUpTo, new MarkReadUpTo.Position(channel, reader, time, now));
    }

    /** The same for a channel that was parsed already. */
    public boolean markReadUpTo(ChannelId channel, String reader, Instant upTo) {
        return markReadUpTo(Objects.requireNonNull(channel, "channel").text(), reader, upTo);
    }

    /**
     * Records that {@code reader} has read all messages of {@code channel}. Publishes the same as {@link #markRead}.
     *
     * @param messages finds the messages of the channel; what is deleted while it is asked is left out
     * @return how many messages had no receipt of this reader
     */
    public int markAllRead(String channel, String reader, MessageLookup messages) {
        check(channel, reader);
        DeletionMark mark = database.deletionMarks().take();
        List<Instant> unread = database.async().once(() -> unread(channel, reader, messages));
        return database.deletionMarks()
                .unlessDeleted(mark, () -> markRead(channel, reader, unread))
                .orElse(0);
    }

    /** The same for a channel that was parsed already. */
    public int markAllRead(ChannelId channel, String reader, MessageLookup messages) {
        return markAllRead(Objects.requireNonNull(channel, "channel").text(), reader, messages);
    }

    /**
     * The messages of others in {@code channel} that {@code reader} has not read in their own eyes ({@link ReadPoints}), oldest
     * first.
     */
    public List<Instant> unread(String channel, String reader, MessageLookup messages) {
        Objects.requireNonNull(messages, "messages");
        Optional<Instant> lastRead = readPoints.readPoint(channel, reader);
        // The host's times may be more precise than the file's: the last message read would then look newer than the
        // watermark.
        return messages.messagesOfOthers(channel, reader, lastRead).stream()
                .filter(time -> EpochSeconds.asStored(time).isAfter(lastRead.orElse(Instant.MIN)))
                .toList();
    }

    /** The same for a channel that was parsed already. */
    public List<Instant> unread(ChannelId channel, String reader, MessageLookup messages) {
        return unread(Objects.requireNonNull(channel, "channel").text(), reader, messages);
    }

    /**
     * How many messages of others in each of {@code channels} the reader has not read in their own eyes, in the order of
     * {@code channels}. Asks the host once for all of them, and not at all if there are none.
     */
    public Map<String, Integer> unreadCounts(Collection<String> channels, String reader, MessageLookup messages) {
        Set<String> names = new LinkedHashSet<>(Objects.requireNonNull(channels, "channels"));
        names.forEach(ChannelId::parse);
        UserName.require(reader);
        Objects.requireNonNull(messages, "messages");
        if (names.isEmpty()) {
            return Map.of();
        }
        List<ReadUpTo> read = database.read(
                points,
                sql -> names.stream()
                        .map(name -> ReadUpTo.watermark(name, sql.own(name, reader)))
                        .toList());
        Map<String, Integer> found = messages.countMessagesOfOthers(reader, read);
        Map<String, Integer> counts = new LinkedHashMap<>();
        names.forEach(name -> counts.put(name, found.getOrDefault(name, 0)));
        return Collections.unmodifiableMap(counts);
    }

    /** The messages of {@code channel} that have receipts, oldest first, each with its readers in byte order. */
    public Map<Instant, List<String>> receiptsOf(String channel) {
        return page(channel, Optional.empty(), Integer.MAX_VALUE);
    }

    /** The same for a channel that was parsed already. */
    public Map<Instant, List<String>> receiptsOf(ChannelId channel) {
        return receiptsOf(Objects.requireNonNull(channel, "channel").text());
    }

    /**
     * One page of {@link #receiptsOf(String)}, for long channels.
     *
     * @param after only messages later than this; from the oldest message if empty
     * @param limit the maximum number of messages, at least 1
     * @throws IllegalArgumentException also if {@code limit} is less than 1
     */
    public Map<Instant, List<String>> page(String channel, Optional<Instant> after, int limit) {
        ChannelId.requireStored(channel);
        if (limit < 1) {
            throw new IllegalArgumentException("limit " + limit + " is less than 1");
        }
        double from =
                Objects.requireNonNull(after, "after").map(EpochSeconds::of).orElse(BEFORE_ALL);
        return MessageReaders.byMessage(database.read(receipts, sql -> sql.readersAfter(channel, from, limit)));
    }

    /** The same for a channel that was parsed already. */
    public Map<Instant, List<String>> page(ChannelId channel, Optional<Instant> after, int limit) {
        return page(Objects.requireNonNull(channel, "channel").text(), after, limit);
    }

    /**
     * The readers of each of {@code messages}, in byte order. The map has the order of {@code messages}; a message without
     * receipts has an empty list.
     */
    public Map<Instant, List<String>> receiptsOf(String channel, Collection<Instant> messages) {
        ChannelId.requireStored(channel);
        List<Instant> times = times(messages);
        return database.read(receipts, sql -> {
            Map<Instant, List<String>> readers = new LinkedHashMap<>();
            for (Instant time : times) {
                readers.put(time, MessageReaders.split(sql.readers(channel, EpochSeconds.of(time))));
            }
            return Collections.unmodifiableMap(readers);
        });
    }

    /** The same for a channel that was parsed already. */
    public Map<Instant, List<String>> receiptsOf(ChannelId channel, Collection<Instant> messages) {
        return receiptsOf(Objects.requireNonNull(channel, "channel").text(), messages);
    }

    /** The watermark of each reader of {@code channel}, by name in byte order. */
    public Map<String, Instant> watermarks(String channel) {
        ChannelId.requireStored(channel);
        return Watermark.byReader(database.read(watermarks, sql -> sql.all(channel)));
    }

    /** The same for a channel that was parsed already. */
    public Map<String, Instant> watermarks(ChannelId channel) {
        return watermarks(Objects.requireNonNull(channel, "channel").text());
    }

    /** The watermarks of each of {@code channels}, in this order; none for a channel that nobody has read. */
    public Map<String, Map<String, Instant>> watermarks(Collection<String> channels) {
        List<String> names = ChannelWatermark.checked(channels);
        return database.read(watermarks, sql -> ChannelWatermark.read(names, sql::allIn));
    }

    /** The watermark of {@code reader} in {@code channel}; empty if the user has read no message. */
    public Optional<Instant> lastRead(String channel, String reader) {
        ChannelId.requireStored(channel);
        UserName.requireStored(reader);
        return database.read(watermarks, sql -> sql.lastRead(channel, reader)).map(EpochSeconds::toInstant);
    }

    /** The same for a channel that was parsed already. */
    public Optional<Instant> lastRead(ChannelId channel, String reader) {
        return lastRead(Objects.requireNonNull(channel, "channel").text(), reader);
    }

    private void deleteReader(Transaction transaction, String reader) {
        transaction.sql(receipts).deleteReader(reader);
        transaction.sql(watermarks).deleteReader(reader);
    }

    private void deleteChannel(Transaction transaction, String channel) {
        transaction.sql(receipts).deleteChannel(channel);
        transaction.sql(watermarks).deleteChannel(channel);
    }

    /** Keeps the watermarks, also those that exist only as receipts that MiniMost wrote. */
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
