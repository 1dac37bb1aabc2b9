package io.minimost.presence.test;

import io.minimost.presence.PresenceStoreBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Where the stores of one test are. */
interface StorePlace {
    /** A builder for a store here. */
    PresenceStoreBuilder builder();

    /** The file, if the store is in one. */
    default Path file() {
        throw new IllegalStateException("the store is not in a file");
    }

    /** Another connection to the database. */
    default Connection connect() throws SQLException {
        throw new IllegalStateException("nobody else can connect to a store in memory");
    }

    /** What is still open here, after the stores were closed. */
    default List<Leak> leaks() {
        return List.of();
    }

    /** Removes what is left. */
    default void delete() throws IOException, SQLException {}
}
