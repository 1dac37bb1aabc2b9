package io.minimost.presence.internal;

import java.util.List;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** A table of the tests. Each operation writes two rows: a single row would be half a transaction. */
interface PairSql {
    @SqlUpdate("CREATE TABLE IF NOT EXISTS pairs (id INTEGER, half INTEGER, filler TEXT, PRIMARY KEY (id, half))")
    void createTable();

    @FastSql("INSERT INTO pairs (id, half, filler) VALUES (?, ?, ?)")
    void insert(long id, long half, String filler);

    @FastSql("DELETE FROM pairs WHERE id = ?")
    int delete(long id);

    @FastSql("SELECT CAST(id AS TEXT) FROM pairs WHERE half = 1 ORDER BY id")
    List<String> ids();

    /** 1 is NORMAL, 2 is FULL. */
    @FastSql("PRAGMA synchronous")
    String synchronous();

    /** Allows the file no more pages than it has now. */
    @FastSql("PRAGMA max_page_count = 1")
    String forbidGrowth();

    @FastSql("PRAGMA max_page_count = 1000000")
    String allowGrowth();
}
