package io.minimost.examples.chat;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The table {@code users}: the names that were ever signed in. */
interface UserSql {
    @SqlUpdate("""
            CREATE TABLE IF NOT EXISTS users (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                name TEXT NOT NULL UNIQUE COLLATE NOCASE)
            """)
    void createTable();

    @SqlUpdate("INSERT INTO users (name) VALUES (:name) ON CONFLICT (name) DO NOTHING")
    int insert(String name);

    /** The spelling that was registered first. */
    @SqlQuery("SELECT name FROM users WHERE name = :name COLLATE NOCASE")
    Optional<String> registered(String name);

    @SqlQuery("SELECT name FROM users ORDER BY id")
    List<String> all();
}
