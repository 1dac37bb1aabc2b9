package io.minimost.examples.chat;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The table {@code users}: the names that have ever signed in, and since when. */
interface UserSql {
    @SqlUpdate("""
            CREATE TABLE IF NOT EXISTS users (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                name TEXT NOT NULL UNIQUE COLLATE NOCASE)
            """)
    void createTable();

    @SqlQuery("SELECT name FROM pragma_table_info('users')")
    List<String> columns();

    /** Users from before this column was added have watermarks, which serve the same purpose. */
    @SqlUpdate("ALTER TABLE users ADD COLUMN since REAL NOT NULL DEFAULT 0")
    void addSince();

    @SqlUpdate("INSERT INTO users (name, since) VALUES (:name, :now) ON CONFLICT (name) DO NOTHING")
    int insert(String name, double now);

    @SqlQuery("SELECT since FROM users WHERE name = :name")
    Optional<Double> since(String name);

    /** The spelling that was registered first. */
    @SqlQuery("SELECT name FROM users WHERE name = :name COLLATE NOCASE")
    Optional<String> registered(String name);

    @SqlQuery("SELECT name FROM users ORDER BY id")
    List<String> all();
}
