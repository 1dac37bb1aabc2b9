package io.minimost.examples.chat;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The table {@code users}: the names that have ever signed in, and since when. */
interface UserSql {
    @SqlUpdate("INSERT INTO users (name, since) VALUES (:name, :now) ON CONFLICT DO NOTHING")
    int insert(String name, double now);

    @SqlQuery("SELECT since FROM users WHERE name = :name")
    Optional<Double> since(String name);

    /** The spelling that was registered first. */
    @SqlQuery("SELECT name FROM users WHERE lower(name) = lower(:name)")
    Optional<String> registered(String name);

    @SqlQuery("SELECT name FROM users ORDER BY id")
    List<String> all();
}
