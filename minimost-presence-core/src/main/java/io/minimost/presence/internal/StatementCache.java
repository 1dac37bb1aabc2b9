package io.minimost.presence.internal;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jdbi.v3.core.statement.StatementBuilder;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Caches the prepared statements of one connection as long as it is open, because sqlite-jdbc does not: preparing takes a
 * quarter of the time of an upsert. Confined, like its connection, to one thread at a time.
 */
final class StatementCache implements StatementBuilder {
    private final Map<String, PreparedStatement> idle = new HashMap<>();
    private final IdentityHashMap<Statement, String> lent = new IdentityHashMap<>();

    @Override
    public Statement create(Connection connection, StatementContext context) throws SQLException {
        return connection.createStatement();
    }

    @Override
    public PreparedStatement create(Connection connection, String sql, StatementContext context) throws SQLException {
        PreparedStatement statement = idle.remove(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
        }
        // The same SQL may be in use twice at the same time; close() caches only one of the two statements.
        lent.put(statement, sql);
        return statement;
    }

    @Override
    public CallableStatement createCall(Connection connection, String sql, StatementContext context)
            throws SQLException {
        return connection.prepareCall(sql);
    }

    @Override
    public void close(Connection connection, String sql, Statement statement) throws SQLException {
        // JDBI passes SQL that is not rendered yet, so the statement itself is the key.
        String rendered = lent.remove(statement);
        if (rendered == null || !(statement instanceof PreparedStatement prepared)) {
            statement.close();
            return;
        }
        if (!isUsable(prepared) || idle.putIfAbsent(rendered, prepared) != null) {
            prepared.close();
        }
    }

    /** Clears the parameters. The driver closes a failed statement, but reports that only at its next use. */
    private static boolean isUsable(PreparedStatement statement) {
        try {
            statement.clearParameters();
            return true;
        } catch (SQLException e) {
            return false;
        }
    }
}
