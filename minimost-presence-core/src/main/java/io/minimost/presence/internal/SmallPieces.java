package io.minimost.presence.internal;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.ToIntBiFunction;

/**
 * Does what a sweep has found, piece by piece: each piece is a transaction, which ends when it has taken {@link #LENGTH}, or has
 * {@link #MAX_ITEMS}. Between two of them, those who wait have their turn, so that they wait for one piece at most.
 *
 * <p>What was found may have changed when its turn comes: the work looks again.
 */
public final class SmallPieces {
    /**
     * As long as some usual writes. An item is never divided, so a piece with a large one takes longer. What a piece has written is also
     * what the next durable commit of a caller waits for until it is on disk.
     */
    static final Duration LENGTH = Duration.ofNanos(500_000);

    /** On PostgreSQL, a piece holds the keys of all of its items. */
    static final int MAX_ITEMS = 50;

    private final Database database;
    private final LongSupplier nanos;

    public SmallPieces(Database database) {
        this(database, System::nanoTime);
    }

    /** @param nanos a clock that only grows */
    SmallPieces(Database database, LongSupplier nanos) {
        this.database = database;
        this.nanos = nanos;
    }

    /**
     * Does {@code work} for each of {@code items}, in their order. If a piece fails, throws that; the pieces before it stay done.
     *
     * @param keys of some of the items
     */
    public <T> void each(
            Durability durability, Function<List<T>, Keys> keys, Collection<T> items, BiConsumer<Transaction, T> work) {
        sum(durability, keys, items, (transaction, item) -> {
            work.accept(transaction, item);
            return 1;
        });
    }

    /** The same for work that returns numbers; returns their sum. */
    public <T> int sum(
            Durability durability,
            Function<List<T>, Keys> keys,
            Collection<T> items,
            ToIntBiFunction<Transaction, T> work) {
        List<T> rest = List.copyOf(items);
        int sum = 0;
        while (!rest.isEmpty()) {
            Done done = first(durability, keys, rest, work);
            sum += done.result();
            rest = rest.subList(done.items(), rest.size());
        }
        return sum;
    }

    /** Does {@code work}, which returns a number, for as many of {@code items} as are one piece, and at least for one. */
    public <T> Done first(
            Durability durability, Function<List<T>, Keys> keys, List<T> items, ToIntBiFunction<Transaction, T> work) {
        List<T> piece = items.subList(0, Math.min(MAX_ITEMS, items.size()));
        database.giveWay();
        return database.write(durability, keys.apply(piece), transaction -> some(transaction, piece, work));
    }

    private <T> Done some(Transaction transaction, List<T> piece, ToIntBiFunction<Transaction, T> work) {
        long start = nanos.getAsLong();
        int result = 0;
        int items = 0;
        while (items < piece.size() && (items == 0 || nanos.getAsLong() - start < LENGTH.toNanos())) {
            result += work.applyAsInt(transaction, piece.get(items));
            items++;
        }
        return new Done(items, result);
    }

    /**
     * A piece.
     *
     * @param items how many items are done
     * @param result the sum of what the work has returned for them
     */
    public record Done(int items, int result) {}
}
