package io.minimost.presence.micrometer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.minimost.presence.PresenceStore;
import io.minimost.presence.stats.DatabaseStats;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** What the database of a store holds. */
final class DatabaseMeters {
    private static final Duration MAX_AGE = Duration.ofSeconds(30);
    private static final String BYTES = "bytes";

    private final MeterFactory<DatabaseStats> meters;
    private final Latest<DatabaseStats> latest;

    DatabaseMeters(MeterRegistry registry, Tags tags, PresenceStore store) {
        latest = new Latest<>(() -> store.stats().database(), MAX_AGE);
        meters = new MeterFactory<>(registry, tags, latest);
    }

    void register() {
        meters.gauge(
                "database.size",
                BYTES,
                "The length of the SQLite file, or of the tables and indexes in PostgreSQL",
                DatabaseStats::bytes);
        meters.gauge("database.other.nodes", "nodes", "Other nodes that use the database", DatabaseStats::otherNodes);
        Optional<DatabaseStats> first = latest.get();
        registerIfKnown(
                "database.free", "The part of the SQLite file that holds nothing", first, DatabaseStats::freeBytes);
        registerIfKnown("database.wal", "The length of SQLite's write-ahead log", first, DatabaseStats::walBytes);
        first.ifPresent(stats -> stats.rows().keySet().forEach(this::registerRows));
    }

    private void registerRows(String table) {
        meters.with("table", table)
                .gauge(
                        "database.rows",
                        "rows",
                        "Rows, counted up to a million",
                        stats -> stats.rows().getOrDefault(table, 0L));
    }

    private void registerIfKnown(
            String name,
            String description,
            Optional<DatabaseStats> first,
            Function<DatabaseStats, OptionalLong> bytes) {
        if (first.map(bytes).filter(OptionalLong::isPresent).isPresent()) {
            meters.gauge(name, BYTES, description, stats -> {
                OptionalLong now = bytes.apply(stats);
                return now.isPresent() ? now.getAsLong() : Double.NaN;
            });
        }
    }
}
