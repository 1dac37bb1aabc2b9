package io.minimost.presence.receipts;

import io.minimost.presence.events.PresenceEvent.ReadPointMoved;
import io.minimost.presence.internal.Dao;
import io.minimost.presence.internal.Transaction;
import io.minimost.presence.values.EpochSeconds;
import java.time.Instant;
import java.util.Optional;

/** Moves how far a user has read in their own eyes, within a transaction. */
record MoveReadPoint(Dao<ReadPointSql> points) {
    /** Whether {@code reader} keeps their receipts private. */
    boolean isPrivate(Transaction transaction, String reader) {
        return transaction.sql(points).privacyOf(reader) != null;
    }

    Optional<Instant> point(Transaction transaction, String channel, String reader) {
        return transaction.sql(points).own(channel, reader).map(EpochSeconds::toInstant);
    }

    /** Moves it forward, so that others see nothing of it. Returns whether it moved. */
    boolean forward(Transaction transaction, String channel, String reader, Instant upTo, Instant now) {
        transaction.concernsNoMiniMost();
        boolean moved = transaction.sql(points).forward(reader, channel, EpochSeconds.of(upTo)) > 0;
        return publish(moved, transaction, channel, reader, upTo, now);
    }

    /** Moves it back to just before {@code message}. Returns whether it moved. */
    boolean back(Transaction transaction, String channel, String reader, double message, Instant now) {
        transaction.concernsNoMiniMost();
        double upTo = Math.nextDown(message);
        boolean moved = transaction.sql(points).back(reader, channel, upTo) > 0;
        return publish(moved, transaction, channel, reader, EpochSeconds.toInstant(upTo), now);
    }

    /** Others see that the user has read up to then: a user who reads again has nothing unread up to there. */
    void follow(Transaction transaction, String channel, String reader, Instant upTo, Instant now) {
        double read = EpochSeconds.of(upTo);
        boolean moved = transaction.sql(points).follow(read, reader, channel, read) > 0;
        publish(moved, transaction, channel, reader, upTo, now);
    }

    private static boolean publish(
            boolean moved, Transaction transaction, String channel, String reader, Instant upTo, Instant now) {
        if (moved) {
            transaction.publish(new ReadPointMoved(channel, reader, upTo, now));
        }
        return moved;
    }
}
