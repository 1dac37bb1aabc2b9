package io.minimost.presence.internal;

import io.minimost.presence.values.EpochSeconds;
import java.time.Duration;
import java.util.List;

/**
 * Deletes what has been over for longer than it is kept. It looks once a minute, or once an hour, and deletes in small
 * pieces, so that other writers hardly notice; what is too much for one time waits for the next one.
 */
public final class RetentionTask {
    /** A sweep ends with the item by which it has deleted this many rows: some seconds on a busy machine. */
    static final int MAX_ROWS = 10_000;

    /** How many items are looked for at once. */
    private static final int PAGE = 1000;

    private final Database database;
    private final SmallPieces pieces;
    private final Duration retention;
    private final Expired expired;
    private final Deletion deletion;

    /** What is kept for {@code retention} and then deleted; a duration of any length, also of thousands of years. */
    public RetentionTask(Database database, Duration retention, Expired expired, Deletion deletion) {
        this.database = database;
        this.retention = retention;
        this.expired = expired;
        this.deletion = deletion;
        pieces = new SmallPieces(database);
    }

    /** Registers the task with the sweep of the store. */
    public void start() {
        database.callbacks().onSweep(PeriodicTask.everyMinute(database, this::prune));
    }

    /** The same for a table that has to be read as a whole. */
    public void startHourly() {
        database.callbacks().onSweep(PeriodicTask.hourly(database, this::prune));
    }

    private void prune() {
        double before = EpochSeconds.of(database.ago(database.now(), retention));
        int rows = 0;
        List<String> found;
        do {
            // Without the write lock: mostly there is nothing, and the search may be long.
            found = database.read(transaction -> expired.find(transaction, before, PAGE));
            int deleted = prune(found, before, MAX_ROWS - rows);
            if (deleted == 0) {
                break; // Others have changed all of it meanwhile.
            }
            rows += deleted;
        } while (rows < MAX_ROWS && found.size() == PAGE);
    }

    /** Returns the number of rows. */
    private int prune(List<String> found, double before, int atMost) {
        List<String> rest = found;
        int rows = 0;
        while (!rest.isEmpty() && rows < atMost) {
            // MiniMost has no need to know, and what a power failure brings back is deleted again.
            SmallPieces.Done done = pieces.first(
                    Durability.EPHEMERAL,
                    ids -> Keys.EVERYTHING,
                    rest,
                    (transaction, id) -> deletion.delete(transaction, id, before));
            rows += done.result();
            rest = rest.subList(done.items(), rest.size());
        }
        return rows;
    }

    /** What may be deleted. */
    @FunctionalInterface
    public interface Expired {
        /** The ids of at most {@code limit} items that are over since before {@code before}. */
        List<String> find(Transaction transaction, double before, int limit);
    }

    /** Deletes an item. */
    @FunctionalInterface
    public interface Deletion {
        /**
         * Deletes {@code id} and all that belongs to it, unless it has changed since it was found and is no longer over since before
         * {@code before}. Returns how many rows that were.
         */
        int delete(Transaction transaction, String id, double before);
    }
}
