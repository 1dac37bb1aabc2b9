package io.minimost.presence.receipts;

import io.minimost.presence.internal.Database;
import io.minimost.presence.internal.Durability;
import io.minimost.presence.internal.Hourly;
import io.minimost.presence.internal.SqlObject;
import io.minimost.presence.internal.Transaction;
import io.minimost.presence.values.EpochSeconds;
import java.time.Duration;
import java.util.List;

/** Folds receipts of old messages into the watermarks of their readers: what was read stays known, row by row it does not. */
final class ReceiptRetention {
    /** Small enough that other writers hardly notice. */
    private static final int BATCH = 500;

    private final Database database;
    private final SqlObject<ReceiptSql> receipts;
    private final SqlObject<WatermarkSql> watermarks;
    private final Duration age;

    ReceiptRetention(
            Database database, SqlObject<ReceiptSql> receipts, SqlObject<WatermarkSql> watermarks, Duration age) {
        this.database = database;
        this.receipts = receipts;
        this.watermarks = watermarks;
        this.age = age;
    }

    void start() {
        database.hooks().onSweep(new Hourly(database, this::foldAll));
    }

    private void foldAll() {
        double before = EpochSeconds.of(database.now().minus(age));
        // Look before taking the write lock: mostly there is nothing.
        while (!database.read(receipts, sql -> sql.olderThan(before, 1)).isEmpty()) {
            database.write(Durability.DURABLE, transaction -> foldSome(transaction, before));
        }
    }

    private int foldSome(Transaction transaction, double before) {
        ReceiptSql sql = transaction.sql(receipts);
        List<ReceiptRow> rows = sql.olderThan(before, BATCH);
        for (ReceiptRow row : rows) {
            transaction.sql(watermarks).raise(row.channel(), row.reader(), row.message());
            sql.delete(row.channel(), row.message(), row.reader());
        }
        return rows.size();
    }
}
