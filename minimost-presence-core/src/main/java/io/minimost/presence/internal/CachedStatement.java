package io.minimost.presence.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A statement that is prepared once for its connection, with which it is closed. It is prepared anew after a failure,
 * because sqlite-jdbc gives up a statement that has failed: it would fail for ever with "statement is not executing".
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
