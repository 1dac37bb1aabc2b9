package io.minimost.presence.internal;

import io.minimost.presence.stats.DatabaseStats;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Asks a database how much it holds. */
final class DatabaseMeasurement {
    private final Dao<DatabaseSizeSql> sizes;
    private final Dao<RowCountSql> rowCounts;

    DatabaseMeasurement(Daos daos) {
        sizes = daos.register(DatabaseSizeSql.class, PostgresDatabaseSizeSql.class);
        rowCounts = daos.register(RowCountSql.class, RowCountSql.class);
    }

    DatabaseStats of(Engine engine) {
        Map<String, Long> rows = new TreeMap<>();
        DatabaseSizeSql.Size size = engine.read(session -> {
            session.sql(rowCounts).rows().forEach(counted -> rows.put(counted.table(), counted.count()));
            return session.sql(sizes).size().get(0);
        });
        Long free = size.freeBytes();
        return new DatabaseStats(
                size.bytes(),
                free == null ? OptionalLong.empty() : OptionalLong.of(free),
                engine.walBytes(),
                engine.otherNodes(),
                rows);
    }
}
