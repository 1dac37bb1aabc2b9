package io.minimost.presence.receipts;

import io.minimost.presence.events.PresenceEvent.MessagesRead;
import io.minimost.presence.events.PresenceEvent.ReadPointMoved;
import io.minimost.presence.events.PresenceEvent.WatermarkMoved;
import io.minimost.presence.internal.ChangeScope;
import io.minimost.presence.internal.Dao;
import io.minimost.presence.internal.Durability;
import io.minimost.presence.internal.Merge;
import io.minimost.presence.internal.MergedCall;
import io.minimost.presence.internal.Transaction;
import io.minimost.presence.values.EpochSeconds;
import io.minimost.presence.values.StoreEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Receipts for messages, which also move the watermark. Its result is how many of them are new. */
final class MarkRead implements Merge<MarkRead.Receipts, Integer> {
    private final Dao<ReceiptSql> receipts;
    private final Dao<PostgresReceiptSql> many;
    private final MarkReadUpTo watermark;
    private final MoveReadPoint own;

    /** What a reader has read: at least one message, each with its time as it is stored. */
    record Receipts(String channel, String reader, List<Instant> messages, Instant now) {
        Key key() {
            return new Key(channel, reader);
        }

        WatermarkMoved watermarkMoved(double upTo) {
            return new WatermarkMoved(channel, reader, EpochSeconds.toInstant(upTo), now);
        }

        ReadPointMoved readPointMoved(double upTo) {
            return new ReadPointMoved(channel, reader, EpochSeconds.toInstant(upTo), now);
        }
    }

    private record Key(String channel, String reader) {}

    private record Message(Key key, double time) {}

    MarkRead(Dao<ReceiptSql> receipts, Dao<PostgresReceiptSql> many, MarkReadUpTo watermark, MoveReadPoint own) {
        this.receipts = receipts;
        this.many = many;
        this.watermark = watermark;
        this.own = own;
    }

    @Override
    public Durability durability() {
        return Durability.DURABLE;
    }

    @Override
    public ChangeScope changes(Receipts argument, List<StoreEvent> events) {
        return ChangeScope.receipts(argument.channel());
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
        if (own.isPrivate(transaction, reader)) {
            return readPrivately(transaction, argument, existing);
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

    private int readPrivately(Transaction transaction, Receipts argument, List<Instant> messages) {
        String channel = argument.channel();
        Instant read = own.point(transaction, channel, argument.reader()).orElse(Instant.MIN);
        var unused = own.forward(transaction, channel, argument.reader(), Collections.max(messages), argument.now());
        return (int)
                messages.stream().distinct().filter(time -> time.isAfter(read)).count();
    }

    @Override
    public void runAll(Transaction transaction, List<MergedCall<Receipts, Integer>> calls) {
        Map<Key, Long> oldestMarks = new HashMap<>();
        calls.forEach(call -> oldestMarks.merge(call.argument().key(), call.mark(), Math::min));
        Set<Message> asked = new HashSet<>();
        List<Long> numbers = new ArrayList<>();
        List<String> channels = new ArrayList<>();
        List<String> readers = new ArrayList<>();
        List<Double> messages = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        List<Double> times = new ArrayList<>();
        List<Long> marks = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            Receipts argument = calls.get(i).argument();
            Key key = argument.key();
            for (Instant message : argument.messages()) {
                double time = EpochSeconds.of(message);
                // What several calls ask for is done for the first of them.
                if (asked.add(new Message(key, time))) {
                    numbers.add((long) i);
                    channels.add(key.channel());
                    readers.add(key.reader());
                    messages.add(time);
                    keys.add(EpochSeconds.text(time));
                    times.add(EpochSeconds.of(argument.now()));
                    marks.add(oldestMarks.get(key));
                }
            }
        }
        List<PostgresReceiptSql.Marked> rows = transaction
                .sql(many)
                .markRead(
                        numbers.toArray(Long[]::new),
                        channels.toArray(String[]::new),
                        readers.toArray(String[]::new),
                        messages.toArray(Double[]::new),
                        keys.toArray(String[]::new),
                        times.toArray(Double[]::new),
                        marks.toArray(Long[]::new));
        rows.stream().findAny().ifPresent(row -> transaction.factsAreWritten(row.lastFact()));
        complete(calls, rows);
    }

    private static void complete(List<MergedCall<Receipts, Integer>> calls, List<PostgresReceiptSql.Marked> rows) {
        Set<Key> leftOut = new HashSet<>();
        Map<Long, Double> raised = new HashMap<>();
        Map<Long, Double> followed = new HashMap<>();
        Map<Long, Set<Double>> fresh = new HashMap<>();
        for (PostgresReceiptSql.Marked row : rows) {
            switch ((int) row.what()) {
                case PostgresReceiptSql.Marked.RAISED_WATERMARK -> raised.put(row.call(), row.message());
                case PostgresReceiptSql.Marked.MOVED_POINT -> followed.put(row.call(), row.message());
                case PostgresReceiptSql.Marked.NEW_RECEIPT ->
                    fresh.computeIfAbsent(row.call(), call -> new HashSet<>()).add(row.message());
                default -> leftOut.add(calls.get((int) row.call()).argument().key());
            }
        }
        for (int i = 0; i < calls.size(); i++) {
            long call = i;
            if (!leftOut.contains(calls.get(i).argument().key())) {
                Optional.ofNullable(raised.get(call))
                        .map(calls.get(i).argument()::watermarkMoved)
                        .ifPresent(calls.get(i)::publish);
                Optional.ofNullable(followed.get(call))
                        .map(calls.get(i).argument()::readPointMoved)
                        .ifPresent(calls.get(i)::publish);
                complete(calls.get(i), fresh.getOrDefault(call, Set.of()));
            }
        }
    }

    private static void complete(MergedCall<Receipts, Integer> call, Set<Double> fresh) {
        Receipts argument = call.argument();
        List<Instant> own = argument.messages().stream()
                .distinct()
                .filter(message -> fresh.contains(EpochSeconds.of(message)))
                .toList();
        if (!own.isEmpty()) {
            call.publish(new MessagesRead(argument.channel(), argument.reader(), own, argument.now()));
        }
        call.complete(own.size());
    }
}
