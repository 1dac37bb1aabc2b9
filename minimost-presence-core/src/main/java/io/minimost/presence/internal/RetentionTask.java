package io.minimost.presence.internal;

import io.minimost.presence.values.EpochSeconds;
import java.time.Duration;
import java.util.List;

/**
 * Deletes what has been over for longer than it is kept. It looks once a minute, or once an hour, and deletes in small
 * transactions, so that other writers hardly notice; what is too much for one time waits for the next one.
 */
public final class RetentionTask {
    /** A transaction ends with the item by which it has deleted this many rows. */
    static final int SLICE_ROWS = 200;

    /** Others wait for the sweep: half a second of it in a minute, on a busy machine of two cores. */
    static final int MAX_SLICES = 50;

    private final Database database;
    private final Duration retention;
    private final Expired expired;
    private final Deletion deletion;

    /** What is kept for {@code retention} and then deleted; a duration of any length, also of thousands of years. */
    public RetentionTask(Database database, Duration retention, Expired expired, Deletion deletion) {
        this.database = database;
        this.retention = retention;
        this.expired = expired;
        this.deletion = deletion;
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
        for (int slice = 0; slice < MAX_SLICES && isAnythingExpired(before); slice++) {
            // MiniMost has no need to know, and what a power failure brings back is deleted again.
            database.execute(Durability.EPHEMERAL, Keys.EVERYTHING, transaction -> pruneSlice(transaction, before));
        }
    }

    /** Looked for without the write lock: mostly there is nothing. */
    private boolean isAnythingExpired(double before) {
        return database.read(
                transaction -> !expired.find(transaction, before, 1).isEmpty());
    }

    private void pruneSlice(Transaction transaction, double before) {
        int rows = 0;
        for (String id : expired.find(transaction, before, SLICE_ROWS)) {
            rows += deletion.delete(transaction, id);
            if (rows >= SLICE_ROWS) {
                break;
            }
        }
    }

    /** What may be deleted. */
    @FunctionalInterface
    public interface Expired {
        /** The ids of at most {@code limit} items that are over since before {@code before}, the oldest first. */
        List<String> find(Transaction transaction, double before, int limit);
    }

    /** Deletes an item. */
    @FunctionalInterface
    public interface Deletion {
        /** Deletes {@code id} and all that belongs to it; answers how many rows that were. */
        int delete(Transaction transaction, String id);
    }
}
