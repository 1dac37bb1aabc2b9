package io.minimost.presence.receipts;

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
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** Moves a watermark forward. Its result is whether it moved. */
final class MarkReadUpTo implements Merge<MarkReadUpTo.Position, Boolean> {
    private final Dao<WatermarkSql> watermarks;
    private final Dao<PostgresWatermarkSql> many;
    private final MoveReadPoint own;

    /** Up to where a reader has read, as it is stored. */
    record Position(String channel, String reader, Instant upTo, Instant now) {
        Key key() {
            return new Key(channel, reader);
        }
    }

    private record Key(String channel, String reader) {}

    MarkReadUpTo(Dao<WatermarkSql> watermarks, Dao<PostgresWatermarkSql> many, MoveReadPoint own) {
        this.watermarks = watermarks;
        this.many = many;
        this.own = own;
    }

    @Override
    public Durability durability() {
        return Durability.DURABLE;
    }

    @Override
    public ChangeScope changes(Position argument, List<StoreEvent> events) {
        return ChangeScope.receipts(argument.channel());
    }

    @Override
    public Boolean run(Transaction transaction, Position position) {
        String channel = position.channel();
        String reader = position.reader();
        return own.isPrivate(transaction, reader)
                ? own.forward(transaction, channel, reader, position.upTo(), position.now())
                : raise(transaction, channel, reader, position.upTo(), position.now());
    }

    boolean raise(Transaction transaction, String channel, String reader, Instant upTo, Instant now) {
        boolean moved = transaction.sql(watermarks).moveForward(channel, reader, EpochSeconds.of(upTo)) > 0;
        if (moved) {
            transaction.publish(new WatermarkMoved(channel, reader, upTo, now));
        }
        own.follow(transaction, channel, reader, upTo, now);
        return moved;
    }

    @Override
    public void runAll(Transaction transaction, List<MergedCall<Position, Boolean>> calls) {
        List<Position> positions = calls.stream().map(MergedCall::argument).toList();
        Double[] upTo =
                positions.stream().map(asked -> EpochSeconds.of(asked.upTo())).toArray(Double[]::new);
        List<PostgresWatermarkSql.Advanced> rows = transaction
                .sql(many)
                .advance(
                        LongStream.range(0, calls.size()).boxed().toArray(Long[]::new),
                        positions.stream().map(Position::channel).toArray(String[]::new),
                        positions.stream().map(Position::reader).toArray(String[]::new),
                        upTo,
                        Arrays.stream(upTo).map(EpochSeconds::text).toArray(String[]::new),
                        positions.stream()
                                .map(asked -> EpochSeconds.of(asked.now()))
                                .toArray(Double[]::new),
                        calls.stream().map(MergedCall::mark).toArray(Long[]::new));
        rows.stream().findAny().ifPresent(row -> transaction.factsAreWritten(row.lastFact()));
        Map<Key, PostgresWatermarkSql.Advanced> byKey = new HashMap<>();
        rows.forEach(row -> byKey.put(new Key(row.channel(), row.reader()), row));
        for (int i = 0; i < calls.size(); i++) {
            Position asked = positions.get(i);
            PostgresWatermarkSql.Advanced row = byKey.get(asked.key());
            if (row != null) {
                boolean isOwn = row.moved() && row.call() == i;
                if (isOwn) {
                    calls.get(i)
                            .publish(new WatermarkMoved(asked.channel(), asked.reader(), asked.upTo(), asked.now()));
                }
                if (row.followed() && row.call() == i) {
                    calls.get(i)
                            .publish(new ReadPointMoved(asked.channel(), asked.reader(), asked.upTo(), asked.now()));
                }
                calls.get(i).complete(isOwn);
            }
        }
    }
}
