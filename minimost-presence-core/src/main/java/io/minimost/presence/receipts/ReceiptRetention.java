package io.minimost.presence.receipts;

import io.minimost.presence.internal.Dao;
import io.minimost.presence.internal.Database;
import io.minimost.presence.internal.Durability;
import io.minimost.presence.internal.Keys;
import io.minimost.presence.internal.PeriodicTask;
import io.minimost.presence.internal.Transaction;
import io.minimost.presence.values.EpochSeconds;
import java.time.Duration;
import java.util.List;

/** Replaces the receipts of old messages by the watermarks of their readers. */
final class ReceiptRetention {
    /** Small enough that other writes wait only briefly. */
    private static final int BATCH = 500;

    /** No channel has an empty name. */
    private static final ReceiptRow BEFORE_ALL = new ReceiptRow("", "", Double.NEGATIVE_INFINITY);

    private final Database database;
    private final Dao<ReceiptSql> receipts;
    private final Dao<WatermarkSql> watermarks;
    private final Duration age;

    ReceiptRetention(Database database, Dao<ReceiptSql> receipts, Dao<WatermarkSql> watermarks, Duration age) {
        this.database = database;
        this.receipts = receipts;
        this.watermarks = watermarks;
        this.age = age;
    }

    void start() {
        database.callbacks().onSweep(PeriodicTask.hourly(database, this::foldAll));
    }

    private void foldAll() {
        double before = EpochSeconds.of(database.ago(database.now(), age));
        ReceiptRow last = BEFORE_ALL;
        int folded;
        do {
            List<ReceiptRow> rows = olderThan(before, last);
            folded = rows.isEmpty()
                    ? 0
                    : database.write(Durability.DURABLE, Keys.EVERYTHING, transaction -> fold(transaction, rows));
            last = rows.isEmpty() ? last : rows.get(rows.size() - 1);
            // Rows that no MiniMost writes may have values that no comparison finds. They are kept.
        } while (folded > 0);
    }

    /** Reads without the write lock, because the search may be slow. */
    private List<ReceiptRow> olderThan(double before, ReceiptRow last) {
        return database.read(
                receipts, sql -> sql.olderThan(before, last.channel(), last.message(), last.reader(), BATCH));
    }

    private int fold(Transaction transaction, List<ReceiptRow> rows) {
        int folded = 0;
        for (ReceiptRow row : rows) {
            // The row may be deleted since, with its message or its reader.
            if (transaction.sql(receipts).delete(row.channel(), row.message(), row.reader()) > 0) {
                transaction.sql(watermarks).raise(row.channel(), row.reader(), row.message());
                folded++;
            }
        }
        return folded;
    }
}
