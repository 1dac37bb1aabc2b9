package io.minimost.presence.receipts;

import io.minimost.presence.events.PresenceEvent.MessagesDelivered;
import io.minimost.presence.internal.ChangeScope;
import io.minimost.presence.internal.Dao;
import io.minimost.presence.internal.Durability;
import io.minimost.presence.internal.Merge;
import io.minimost.presence.internal.MergedCall;
import io.minimost.presence.internal.Transaction;
import io.minimost.presence.values.EpochSeconds;
import io.minimost.presence.values.StoreEvent;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** Moves the time up to which a user has received a channel forward. Its result is whether it moved. */
final class MarkDelivered implements Merge<MarkDelivered.Position, Boolean> {
    private final Dao<DeliverySql> deliveries;
    private final Dao<PostgresDeliverySql> many;

    /** Up to where a user has received, as it is stored. */
    record Position(String channel, String recipient, Instant upTo, Instant now) {
        Key key() {
            return new Key(channel, recipient);
        }

        MessagesDelivered event() {
            return new MessagesDelivered(channel, recipient, upTo, now);
        }
    }

    private record Key(String channel, String recipient) {}

    MarkDelivered(Dao<DeliverySql> deliveries, Dao<PostgresDeliverySql> many) {
        this.deliveries = deliveries;
        this.many = many;
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
    public Boolean run(Transaction transaction, Position asked) {
        transaction.concernsNoMiniMost();
        String user = asked.recipient();
        boolean moved =
                transaction.sql(deliveries).raise(asked.channel(), user, EpochSeconds.of(asked.upTo()), user) > 0;
        if (moved) {
            transaction.publish(asked.event());
        }
        return moved;
    }

    @Override
    public void runAll(Transaction transaction, List<MergedCall<Position, Boolean>> calls) {
        List<Position> positions = calls.stream().map(MergedCall::argument).toList();
        Map<Key, PostgresDeliverySql.Raised> byKey = new HashMap<>();
        transaction
                .sql(many)
                .raiseAll(
                        LongStream.range(0, calls.size()).boxed().toArray(Long[]::new),
                        positions.stream().map(Position::channel).toArray(String[]::new),
                        positions.stream().map(Position::recipient).toArray(String[]::new),
                        positions.stream()
                                .map(asked -> EpochSeconds.of(asked.upTo()))
                                .toArray(Double[]::new),
                        calls.stream().map(MergedCall::mark).toArray(Long[]::new))
                .forEach(row -> byKey.put(new Key(row.channel(), row.recipient()), row));
        for (int i = 0; i < calls.size(); i++) {
            PostgresDeliverySql.Raised row = byKey.get(positions.get(i).key());
            if (row != null) {
                boolean isOwn = row.moved() && row.call() == i;
                if (isOwn) {
                    calls.get(i).publish(positions.get(i).event());
                }
                calls.get(i).complete(isOwn);
            }
        }
    }
}
