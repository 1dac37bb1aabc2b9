package io.minimost.presence.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sends statements to PostgreSQL in as few messages as possible: over a network, each message costs more than a statement. A
 * statement without a result waits for the next one with a result, and both are sent together. If the first one fails, the
 * second one does not run.
 *
 * <p>Confined, like its connection, to one thread at a time.
 */
final class StatementPipeline {
    /** The texts come from the few paths through the capabilities; each takes some memory here and in the server. */
    private static final int MAX_PREPARED = 256;

    private final Connection connection;
    private final List<Waiting> waiting = new ArrayList<>();
    private @Nullable String last;
    private boolean hasBegunLast;
    private boolean hasSentLast;
    private final Map<String, PreparedStatement> prepared = new LinkedHashMap<>(16, 0.75f, true);
    private long messages;

    // A class, not a record: the arguments are an array.
    private static final class Waiting {
        private final String sql;
        private final @Nullable Object[] arguments;

        Waiting(String sql, @Nullable Object[] arguments) {
            this.sql = sql;
            this.arguments = arguments;
        }
    }

    StatementPipeline(Connection connection) {
        this.connection = connection;
    }

    /** Begins with nothing that waits, and no end. */
    void start() {
        clear();
        hasBegunLast = false;
        hasSentLast = false;
    }

    /** Sends {@code sql} with the next statement, before it. */
    void add(String sql, @Nullable Object... arguments) {
        waiting.add(new Waiting(sql, arguments));
    }

    /** Sends {@code sql} with the next statement, after it. */
    void addLast(String sql) {
        last = sql;
    }

    /** Whether the newest statement of {@link #addLast} may have reached the server. */
    boolean mayHaveSentLast() {
        return hasBegunLast;
    }

    /** Whether the newest statement of {@link #addLast} was sent. */
    boolean hasSentLast() {
        return hasSentLast;
    }

    /** Sends a statement, and returns how many rows it has changed. */
    int update(String sql, @Nullable Object... arguments) throws SQLException {
        return send(sql, arguments, PreparedStatement::getUpdateCount);
    }

    /** Sends a query, and returns what {@code reader} makes of its rows. */
    @SuppressWarnings("NullAway") // It does not know that a type argument may be nullable.
    @Nullable
    Object query(String sql, @Nullable Object[] arguments, FastSqlHandler.RowsReader reader) throws SQLException {
        return this.<@Nullable Object>send(sql, arguments, statement -> {
            try (ResultSet rows = statement.getResultSet()) {
                return reader.read(rows);
            }
        });
    }

    /** Sends what waits, but not the end. */
    void flush() throws SQLException {
        if (!waiting.isEmpty()) {
            String end = last;
            last = null;
            Waiting newest = waiting.remove(waiting.size() - 1);
            send(newest.sql, newest.arguments, statement -> 0);
            last = end;
        }
    }

    /** Sends what waits, and the statement of {@link #addLast}, unless it was sent already. */
    void finish() throws SQLException {
        String end = last;
        if (end != null) {
            last = null;
            hasBegunLast = true;
            send(end, new Object[0], statement -> 0);
            hasSentLast = true;
        }
    }

    /** Forgets what waits to be sent. */
    void clear() {
        waiting.clear();
        last = null;
    }

    /** How many messages were sent. */
    long messages() {
        return messages;
    }

    private interface Result<R extends @Nullable Object> {
        R of(PreparedStatement statement) throws SQLException;
    }

    private <R extends @Nullable Object> R send(String sql, @Nullable Object[] arguments, Result<R> result)
            throws SQLException {
        PreparedStatement statement = prepare(sql);
        int position = 0;
        for (Waiting earlier : waiting) {
            position = bind(statement, position, earlier.arguments);
        }
        bind(statement, position, arguments);
        int skipped = waiting.size();
        boolean isEnd = last != null;
        hasBegunLast |= isEnd;
        clear();
        messages++;
        statement.execute();
        hasSentLast |= isEnd;
        for (int i = 0; i < skipped; i++) {
            statement.getMoreResults();
        }
        return result.of(statement);
    }

    private static int bind(PreparedStatement statement, int before, @Nullable Object[] arguments) throws SQLException {
        int position = before;
        for (Object argument : arguments) {
            FastSqlHandler.bind(
                    statement, ++position, argument instanceof String text ? PostgresText.of(text) : argument);
        }
        return position;
    }

    private PreparedStatement prepare(String sql) throws SQLException {
        StringBuilder text = new StringBuilder();
        waiting.forEach(earlier -> text.append(earlier.sql).append("; "));
        text.append(sql);
        if (last != null) {
            text.append("; ").append(last);
        }
        PreparedStatement known = prepared.get(text.toString());
        if (known != null) {
            return known;
        }
        if (prepared.size() >= MAX_PREPARED) {
            Iterator<PreparedStatement> eldest = prepared.values().iterator();
            eldest.next().close();
            eldest.remove();
        }
        PreparedStatement created = connection.prepareStatement(text.toString());
        prepared.put(text.toString(), created);
        return created;
    }
}
