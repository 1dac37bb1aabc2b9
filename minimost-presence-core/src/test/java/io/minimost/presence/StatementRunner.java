package io.minimost.presence;

import io.minimost.presence.internal.Dao;
import io.minimost.presence.internal.Database;
import io.minimost.presence.internal.Durability;
import io.minimost.presence.internal.Keys;
import io.minimost.presence.internal.Transaction;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.sqlobject.customizer.Define;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** Runs statements in a store, one after the other on the same rows: each transaction is rolled back. */
final class StatementRunner {
    /** What a statement answered, and the rows of its table afterwards. */
    record Outcome(String answer, String rows) {}

    /** Ends a transaction without a trace. */
    private static final class RolledBack extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient Object result;

        RolledBack(Object result) {
            super(null, null, false, false);
            this.result = result;
        }
    }

    /** A row of any table. */
    record Row(List<String> values) {}

    private static final class RowMapperOfAny implements RowMapper<Row> {
        @Override
        public Row map(ResultSet row, StatementContext context) throws SQLException {
            List<String> values = new ArrayList<>();
            for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                values.add(Descriptions.of(row.getObject(i)));
            }
            return new Row(values);
        }
    }

    interface RowsSql {
        @SqlQuery("SELECT <columns> FROM <source>")
        List<Row> rows(@Define String columns, @Define String source);
    }

    private final StatementObjects objects;
    private final Database database;
    private final Dao<RowsSql> rows;

    StatementRunner(PresenceStore store) {
        objects = new StatementObjects(store);
        database = objects.database();
        rows = database.register(RowsSql.class, new RowMapperOfAny());
    }

    StatementObjects objects() {
        return objects;
    }

    /** Calls {@code statement}; {@code table} is what it writes, or null. */
    Outcome run(Method statement, List<Object> arguments, @Nullable ComparedTable table, boolean isOrdered) {
        Dao<Object> dao = objects.dao(statement.getDeclaringClass());
        try {
            return inTransaction(transaction -> {
                String answer = describe(call(statement, transaction.sql(dao), arguments), isOrdered);
                return new Outcome(answer, table == null ? "" : rows(transaction, table));
            });
        } catch (RuntimeException e) {
            if (isConstraint(e)) {
                return new Outcome("refused by a constraint", "");
            }
            throw e;
        }
    }

    /** The result of {@code work}, whose writes are undone. */
    @SuppressWarnings("unchecked")
    <R> R inTransaction(Function<Transaction, R> work) {
        try {
            return database.write(Durability.EPHEMERAL, Keys.EVERYTHING, transaction -> {
                throw new RolledBack(work.apply(transaction));
            });
        } catch (RolledBack e) {
            return (R) e.result;
        }
    }

    /** The rows of {@code table} in {@code transaction}. */
    String rows(Transaction transaction, ComparedTable table) {
        List<String> all = transaction.sql(rows).rows(table.columns(), table.source()).stream()
                .map(row -> row.values().toString())
                .toList();
        return String.join("\n", table.isOrdered() ? all : all.stream().sorted().toList());
    }

    private static String describe(@Nullable Object answer, boolean isOrdered) {
        return !isOrdered && answer instanceof List<?> list
                ? list.stream().map(Descriptions::of).sorted().toList().toString()
                : Descriptions.of(answer);
    }

    private static @Nullable Object call(Method statement, Object target, List<Object> arguments) {
        try {
            statement.setAccessible(true);
            return statement.invoke(target, arguments.toArray());
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isConstraint(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return String.valueOf(sql.getSQLState()).startsWith("23")
                        || String.valueOf(sql.getMessage()).contains("SQLITE_CONSTRAINT");
            }
        }
        return false;
    }
}
