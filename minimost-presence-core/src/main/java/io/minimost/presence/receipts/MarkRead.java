package io.minimost.presence.receipts;

import io.minimost.presence.events.PresenceEvent.MessagesRead;
import io.minimost.presence.events.PresenceEvent.WatermarkMoved;
import io.minimost.presence.internal.Dao;
import io.minimost.presence.internal.Durability;
import io.minimost.presence.internal.Merge;
import io.minimost.presence.internal.MergedCall;
import io.minimost.presence.internal.Transaction;
import io.minimost.presence.values.EpochSeconds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Receipts for messages, which also move the watermark. Its result is how many of them are new. */
final class MarkRead implements Merge<MarkRead.Receipts, Integer> {
    private final Dao<ReceiptSql> receipts;
    private final Dao<PostgresReceiptSql> many;
    private final MarkReadUpTo watermark;

    /** What a reader has read: at least one message, each with its time as it is stored. */
    record Receipts(String channel, String reader, List<Instant> messages, Instant now) {
        Key key() {
            return new Key(channel, reader);
        }
    }

    private record Key(String channel, String reader) {}

    private record Message(Key key, double time) {}

    MarkRead(Dao<ReceiptSql> receipts, Dao<PostgresReceiptSql> many, MarkReadUpTo watermark) {
        this.receipts = receipts;
        this.many = many;
        this.watermark = watermark;
    }

    @Override
    public Durability durability() {
        return Durability.DURABLE;
    }

    @Override
    public Integer run(Transaction transaction, Receipts argument) {
        String channel = argument.channel();
        String reader = argument.reader();
        Instant now = argument.now();
        List<Instant> existing = transaction.deletions().remaining(channel, argument.messages());
        if (existing.isEmpty()) {
            return 0;
        }
        // Before the receipts: the watermark counts them too, so afterwards it would not seem to move.
        watermark.raise(transaction, channel, reader, Collections.max(existing), now);
        List<Instant> fresh = new ArrayList<>();
        for (Instant time : existing) {
            if (transaction.sql(receipts).insert(channel, EpochSeconds.of(time), reader) > 0) {
                fresh.add(time);
            }
        }
        if (!fresh.isEmpty()) {
            transaction.publish(new MessagesRead(channel, reader, fresh, now));
        }
        return fresh.size();
    }

    @Override
    public void runAll(Transaction transaction, List<MergedCall<Receipts, Integer>> calls) {
        List<String> channels = new ArrayList<>();
        List<String> readers = new ArrayList<>();
        List<Double> messages = new ArrayList<>();
        List<Long> marks = new ArrayList<>();
        for (MergedCall<Receipts, Integer> call : calls) {
            for (Instant message : call.argument().messages()) {
                channels.add(call.argument().channel());
                readers.add(call.argument().reader());
                messages.add(EpochSeconds.of(message));
                marks.add(call.mark());
            }
        }
        List<PostgresReceiptSql.Marked> rows = transaction
                .sql(many)
                .markRead(
                        channels.toArray(String[]::new),
                        readers.toArray(String[]::new),
                        messages.toArray(Double[]::new),
                        marks.toArray(Long[]::new));
        complete(calls, rows);
    }

    private static void complete(List<MergedCall<Receipts, Integer>> calls, List<PostgresReceiptSql.Marked> rows) {
        Set<Key> done = new HashSet<>();
        Map<Key, Double> raised = new HashMap<>();
        Set<Message> fresh = new HashSet<>();
        for (PostgresReceiptSql.Marked row : rows) {
            Key key = new Key(row.channel(), row.reader());
            switch (row.what()) {
                case "raised" -> raised.put(key, row.message());
                case "fresh" -> fresh.add(new Message(key, row.message()));
                default -> done.add(key);
            }
        }
        for (MergedCall<Receipts, Integer> call : calls) {
            if (done.contains(call.argument().key())) {
                complete(call, raised, fresh);
            }
        }
    }

    /** Takes from {@code raised} and {@code fresh} what is this call's. */
    private static void complete(MergedCall<Receipts, Integer> call, Map<Key, Double> raised, Set<Message> fresh) {
        Receipts argument = call.argument();
        Key key = argument.key();
        Double upTo = raised.remove(key);
        if (upTo != null) {
            call.publish(new WatermarkMoved(
                    argument.channel(), argument.reader(), EpochSeconds.toInstant(upTo), argument.now()));
        }
        List<Instant> own = new ArrayList<>();
        for (Instant message : argument.messages()) {
            if (fresh.remove(new Message(key, EpochSeconds.of(message)))) {
                own.add(message);
            }
        }
        if (!own.isEmpty()) {
            call.publish(new MessagesRead(argument.channel(), argument.reader(), own, argument.now()));
        }
        call.complete(own.size());
    }
}
