package io.minimost.presence.receipts;

import io.minimost.presence.internal.Dao;
import io.minimost.presence.internal.Database;
import io.minimost.presence.internal.Durability;
import io.minimost.presence.internal.Keys;
import io.minimost.presence.internal.PeriodicTask;
import io.minimost.presence.internal.SmallPieces;
import io.minimost.presence.internal.Transaction;
import io.minimost.presence.values.EpochSeconds;
import java.time.Duration;
import java.util.List;

/** Replaces the receipts of old messages by the watermarks of their readers. */
final class ReceiptRetention {
    /** How many are looked for at once. */
    private static final int PAGE = 500;

    /** No channel has an empty name. */
    private static final ReceiptRow BEFORE_ALL = new ReceiptRow("", "", Double.NEGATIVE_INFINITY);

    private final Database database;
    private final Dao<ReceiptSql> receipts;
    private final Dao<WatermarkSql> watermarks;
    private final Duration age;
    private final SmallPieces pieces;

    ReceiptRetention(Database database, Dao<ReceiptSql> receipts, Dao<WatermarkSql> watermarks, Duration age) {
        this.database = database;
        this.receipts = receipts;
        this.watermarks = watermarks;
        this.age = age;
        pieces = new SmallPieces(database);
    }

    void start() {
        database.callbacks().onSweep(PeriodicTask.hourly(database, this::foldAll));
    }

    private void foldAll() {
        double before = EpochSeconds.of(database.ago(database.now(), age));
        ReceiptRow last = BEFORE_ALL;
        // Rows that no MiniMost writes may have names that no comparison finds. They are kept, and counted instead.
        int kept = 0;
        List<ReceiptRow> rows = olderThan(before, last, kept);
        while (!rows.isEmpty()) {
            int folded = fold(rows);
            if (folded == rows.size()) {
                last = rows.get(rows.size() - 1);
                kept = 0;
            } else {
                kept += rows.size() - folded;
            }
            rows = olderThan(before, last, kept);
        }
    }

    /** Reads without the write lock, because the search may be slow. */
    private List<ReceiptRow> olderThan(double before, ReceiptRow last, int kept) {
        return database.read(
                receipts, sql -> sql.olderThan(before, last.channel(), last.message(), last.reader(), PAGE, kept));
    }

    /** Returns how many it has replaced. */
    private int fold(List<ReceiptRow> rows) {
        return pieces.sum(Durability.DURABLE, some -> Keys.EVERYTHING, rows, this::fold);
    }

    private int fold(Transaction transaction, ReceiptRow row) {
        // The row may be deleted since, with its message or its reader.
        int deleted = transaction.sql(receipts).delete(row.channel(), row.message(), row.reader());
        if (deleted > 0) {
            transaction.sql(watermarks).raise(row.channel(), row.reader(), row.message());
        }
        return deleted;
    }
}
