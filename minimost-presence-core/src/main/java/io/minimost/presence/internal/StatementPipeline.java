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

    /** A statement for each of many users must not become a text of its own for each number of users. */
    private static final int MAX_WAITING = 16;

    private final Connection connection;
    private final List<Waiting> waiting = new ArrayList<>();
    private @Nullable String last;
    private boolean hasBegunLast;
    private boolean hasSentLast;
    /** By the parts of their texts: the hash of a text that is put together anew would be computed each time. */
    private final Map<List<String>, PreparedStatement> prepared = new LinkedHashMap<>(16, 0.75f, true);

    private long messages;

    private record Waiting(String sql, Parameters parameters) {}

    /** Sets the parameters of a statement after those {@code before} it; returns the position of the last one. */
    interface Parameters {
        int set(PreparedStatement statement, int before) throws SQLException;
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
    void add(String sql, @Nullable Object... arguments) throws SQLException {
        add(sql, (statement, before) -> bind(statement, before, arguments));
    }

    /** The same with parameters that are set in another way. */
    void add(String sql, Parameters parameters) throws SQLException {
        if (waiting.size() >= MAX_WAITING) {
            flush();
        }
        waiting.add(new Waiting(sql, parameters));
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

    /** A message with what waits and {@code sql}, but not the end; its owner sets the parameters of {@code sql}. */
    Message message(String sql) throws SQLException {
        String end = last;
        last = null;
        try {
            return new Message(sql);
        } finally {
            last = end;
        }
    }

    /** Sends what waits, but not the end. */
    void flush() throws SQLException {
        if (!waiting.isEmpty()) {
            Waiting newest = waiting.remove(waiting.size() - 1);
            Message message = message(newest.sql());
            newest.parameters().set(message.statement(), message.parametersBefore());
            message.execute();
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
        Message message = new Message(sql);
        bind(message.statement(), message.parametersBefore(), arguments);
        message.execute();
        return result.of(message.statement());
    }

    /** What waited, a statement, and perhaps the end. The results are those of the statement. */
    final class Message {
        private final PreparedStatement statement;
        private final int parametersBefore;
        private final int resultsBefore;
        private final boolean hasEnd;

        private Message(String sql) throws SQLException {
            statement = prepare(sql);
            int position = 0;
            for (Waiting earlier : waiting) {
                position = earlier.parameters().set(statement, position);
            }
            parametersBefore = position;
            resultsBefore = waiting.size();
            hasEnd = last != null;
            clear();
        }

        PreparedStatement statement() {
            return statement;
        }

        /** How many parameters stand before those of the statement. */
        int parametersBefore() {
            return parametersBefore;
        }

        /** Returns whether the result is rows. */
        boolean execute() throws SQLException {
            hasBegunLast |= hasEnd;
            messages++;
            boolean isRows = statement.execute();
            hasSentLast |= hasEnd;
            for (int i = 0; i < resultsBefore; i++) {
                isRows = statement.getMoreResults();
            }
            return isRows;
        }
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
        List<String> parts = new ArrayList<>(waiting.size() + 2);
        waiting.forEach(earlier -> parts.add(earlier.sql));
        parts.add(sql);
        if (last != null) {
            parts.add(last);
        }
        PreparedStatement known = prepared.get(parts);
        if (known != null) {
            return known;
        }
        if (prepared.size() >= MAX_PREPARED) {
            Iterator<PreparedStatement> eldest = prepared.values().iterator();
            eldest.next().close();
            eldest.remove();
        }
        PreparedStatement created = connection.prepareStatement(String.join("; ", parts));
        prepared.put(parts, created);
        return created;
    }
}
