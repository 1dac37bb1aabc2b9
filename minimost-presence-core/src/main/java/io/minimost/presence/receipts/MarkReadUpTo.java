package io.minimost.presence.receipts;

import io.minimost.presence.events.PresenceEvent.WatermarkMoved;
import io.minimost.presence.internal.Dao;
import io.minimost.presence.internal.Durability;
import io.minimost.presence.internal.Merge;
import io.minimost.presence.internal.MergedCall;
import io.minimost.presence.internal.Transaction;
import io.minimost.presence.values.EpochSeconds;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Moves a watermark forward. Its result is whether it moved. */
final class MarkReadUpTo implements Merge<MarkReadUpTo.Position, Boolean> {
    private final Dao<WatermarkSql> watermarks;
    private final Dao<PostgresWatermarkSql> many;

    /** Up to where a reader has read, as it is stored. */
    record Position(String channel, String reader, Instant upTo, Instant now) {
        Key key() {
            return new Key(channel, reader);
        }
    }

    private record Key(String channel, String reader) {}

    MarkReadUpTo(Dao<WatermarkSql> watermarks, Dao<PostgresWatermarkSql> many) {
        this.watermarks = watermarks;
        this.many = many;
    }

    @Override
    public Durability durability() {
        return Durability.DURABLE;
    }

    @Override
    public Boolean run(Transaction transaction, Position position) {
        return raise(transaction, position.channel(), position.reader(), position.upTo(), position.now());
    }

    boolean raise(Transaction transaction, String channel, String reader, Instant upTo, Instant now) {
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

    @Override
    public void runAll(Transaction transaction, List<MergedCall<Position, Boolean>> calls) {
        Map<Key, PostgresWatermarkSql.Advanced> rows = new HashMap<>();
        transaction
                .sql(many)
                .advance(
                        calls.stream().map(call -> call.argument().channel()).toArray(String[]::new),
                        calls.stream().map(call -> call.argument().reader()).toArray(String[]::new),
                        calls.stream()
                                .map(call -> EpochSeconds.of(call.argument().upTo()))
                                .toArray(Double[]::new),
                        calls.stream().map(MergedCall::mark).toArray(Long[]::new))
                .forEach(row -> rows.put(new Key(row.channel(), row.reader()), row));
        Map<Key, Boolean> moved = new HashMap<>();
        for (MergedCall<Position, Boolean> call : calls) {
            PostgresWatermarkSql.Advanced row = rows.get(call.argument().key());
            if (row != null) {
                // As if the newest position had come first: it alone moves the watermark.
                boolean isOwn = row.moved()
                        && row.upTo() == EpochSeconds.of(call.argument().upTo())
                        && moved.put(call.argument().key(), true) == null;
                if (isOwn) {
                    Position position = call.argument();
                    call.publish(
                            new WatermarkMoved(position.channel(), position.reader(), position.upTo(), position.now()));
                }
                call.complete(isOwn);
            }
        }
    }
}
