package io.minimost.presence.stats;

import java.util.Collections;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * What the database of a store holds, also what other programs have written.
 *
 * @param bytes the length of the SQLite file once its write-ahead log is copied to it; in PostgreSQL, of all tables and indexes
 *     of the schema
 * @param freeBytes the part of it in pages that hold nothing; empty in PostgreSQL
 * @param walBytes the length of SQLite's write-ahead log; empty in PostgreSQL, in memory, and on systems that do not report it
 * @param otherNodes other nodes that use the database now; 0 unless it is in PostgreSQL
 * @param rows the number of rows by table, those of MiniMost and {@code mp_...}; a table with more than
 *     {@link #MAX_COUNTED_ROWS} has that number
 */
public record DatabaseStats(
        long bytes, OptionalLong freeBytes, OptionalLong walBytes, long otherNodes, Map<String, Long> rows) {
    /** How far the rows of a table are counted: a million. */
    public static final long MAX_COUNTED_ROWS = 1_000_000;

    /** Copies the map. */
    public DatabaseStats {
        rows = Collections.unmodifiableMap(new TreeMap<>(rows));
    }
}
