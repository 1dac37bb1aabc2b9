package io.minimost.presence.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A statement that is prepared once for its connection, and closed with it. It is prepared again after a failure, because a
 * failed statement of sqlite-jdbc fails for ever with "statement is not executing".
 */
final class CachedStatement {
    private final String sql;
    private @Nullable PreparedStatement prepared;

    CachedStatement(String sql) {
        this.sql = sql;
    }

    interface Use<R extends @Nullable Object> {
        R on(PreparedStatement statement) throws SQLException;
    }

    <R extends @Nullable Object> R run(Connection connection, Use<R> use) throws SQLException {
        PreparedStatement statement = prepared == null ? connection.prepareStatement(sql) : prepared;
        prepared = statement;
        try {
            return use.on(statement);
        } catch (Throwable failure) {
            prepared = null;
            try (statement) {
                throw failure;
            }
        }
    }
}
