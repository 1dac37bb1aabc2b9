package io.minimost.presence.internal;

import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.extension.AttachedExtensionHandler;
import org.jdbi.v3.core.extension.ExtensionHandler;
import org.jdbi.v3.core.extension.HandleSupplier;
import org.jspecify.annotations.Nullable;

/** Runs a {@link FastSql} method. Public because JDBI creates it. */
public final class FastSqlHandler implements ExtensionHandler {
    private final String sql;
    private final Reader reader;

    /** For JDBI. */
    public FastSqlHandler(Class<?> type, Method method) {
        sql = method.getAnnotation(FastSql.class).value();
        reader = readerFor(method);
    }

    @Override
    public AttachedExtensionHandler attachTo(ConfigRegistry config, Object target) {
        return new Attached();
    }

    private static Reader readerFor(Method method) {
        Type type = method.getGenericReturnType();
        return switch (type.getTypeName()) {
            case "void", "int" -> PreparedStatement::executeUpdate;
            case "java.lang.String" -> statement -> first(statement, row -> row.getString(1));
            case "java.util.Optional<java.lang.Double>" ->
                statement -> Optional.ofNullable(first(statement, FastSqlHandler::real));
            case "java.util.Optional<java.lang.Long>" ->
                statement -> Optional.ofNullable(first(statement, FastSqlHandler::number));
            case "java.util.List<java.lang.String>" -> FastSqlHandler::strings;
            default -> throw new IllegalStateException(method + " returns what @FastSql cannot read: " + type);
        };
    }

    private static <T> @Nullable T first(PreparedStatement statement, Column<T> column) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            return rows.next() ? column.of(rows) : null;
        }
    }

    private static @Nullable Long number(ResultSet row) throws SQLException {
        long number = row.getLong(1);
        return row.wasNull() ? null : number;
    }

    private static @Nullable Double real(ResultSet row) throws SQLException {
        double real = row.getDouble(1);
        return row.wasNull() ? null : real;
    }

    private static List<String> strings(PreparedStatement statement) throws SQLException {
        List<String> strings = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                strings.add(rows.getString(1));
            }
        }
        return strings;
    }

    private interface Reader {
        @Nullable
        Object read(PreparedStatement statement) throws SQLException;
    }

    private interface Column<T> {
        @Nullable
        T of(ResultSet row) throws SQLException;
    }

    /** The statement of one connection; it is closed with the connection. */
    private final class Attached implements AttachedExtensionHandler {
        private final CachedStatement cached = new CachedStatement(sql);

        @Override
        @SuppressWarnings("NullAway") // JDBI's signature has no null annotations; a query may return null.
        public Object invoke(HandleSupplier handles, Object... arguments) throws SQLException {
            return cached.<@Nullable Object>run(handles.getHandle().getConnection(), statement -> {
                for (int i = 0; i < arguments.length; i++) {
                    bind(statement, i + 1, arguments[i]);
                }
                return reader.read(statement);
            });
        }

        private void bind(PreparedStatement statement, int position, @Nullable Object argument) throws SQLException {
            if (argument instanceof String text) {
                statement.setString(position, text);
            } else if (argument instanceof Long number) {
                statement.setLong(position, number);
            } else if (argument instanceof Double number) {
                statement.setDouble(position, number);
            } else if (argument == null) {
                statement.setNull(position, Types.NULL);
            } else {
                throw new IllegalStateException("@FastSql cannot bind " + argument);
            }
        }
    }
}
