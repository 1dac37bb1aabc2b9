package io.minimost.presence.internal;

import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
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
    private final @Nullable RowsReader reader;
    private final boolean hasResult;
    private final boolean forEach;

    /** For JDBI. */
    public FastSqlHandler(Class<?> type, Method method) {
        sql = method.getAnnotation(FastSql.class).value();
        reader = readerFor(method);
        hasResult = method.getReturnType() != void.class;
        forEach = method.getAnnotation(FastSql.class).forEach();
    }

    /** Reads the rows of a result. */
    interface RowsReader {
        @Nullable
        Object read(ResultSet rows) throws SQLException;
    }

    @Override
    public AttachedExtensionHandler attachTo(ConfigRegistry config, Object target) {
        Optional<StatementPipeline> pipeline = config.get(PipelineConfig.class).pipeline();
        return pipeline.isPresent() ? pipelined(pipeline.get()) : new Attached();
    }

    @SuppressWarnings("NullAway") // JDBI's signature has no null annotations; a query may return null.
    private AttachedExtensionHandler pipelined(StatementPipeline pipeline) {
        return (handles, arguments) -> {
            if (!hasResult) {
                pipeline.add(sql, arguments);
                return null;
            }
            return reader == null ? (Object) pipeline.update(sql, arguments) : pipeline.query(sql, arguments, reader);
        };
    }

    /** Null if the method answers how many rows were changed, or nothing. */
    private static @Nullable RowsReader readerFor(Method method) {
        Type type = method.getGenericReturnType();
        return switch (type.getTypeName()) {
            case "void", "int" -> null;
            case "java.lang.String" -> rows -> first(rows, row -> row.getString(1));
            case "java.util.Optional<java.lang.Double>" ->
                rows -> Optional.ofNullable(first(rows, FastSqlHandler::real));
            case "java.util.Optional<java.lang.Long>" ->
                rows -> Optional.ofNullable(first(rows, FastSqlHandler::number));
            case "java.util.List<java.lang.String>" -> rows -> all(rows, row -> row.getString(1));
            default -> recordsOf(method, type);
        };
    }

    private static RowsReader recordsOf(Method method, Type type) {
        if (type instanceof ParameterizedType generic
                && generic.getActualTypeArguments()[0] instanceof Class<?> element
                && element.isRecord()) {
            RecordReader<?> records = new RecordReader<>(element);
            if (generic.getRawType() == List.class) {
                return rows -> all(rows, records::read);
            }
            if (generic.getRawType() == Optional.class) {
                return rows -> Optional.ofNullable(first(rows, records::read));
            }
        }
        throw new IllegalStateException(method + " returns what @FastSql cannot read: " + type);
    }

    private static <T> @Nullable T first(ResultSet rows, Column<T> column) throws SQLException {
        return rows.next() ? column.of(rows) : null;
    }

    static @Nullable Long number(ResultSet row) throws SQLException {
        long number = row.getLong(1);
        return row.wasNull() ? null : number;
    }

    private static @Nullable Double real(ResultSet row) throws SQLException {
        double real = row.getDouble(1);
        return row.wasNull() ? null : real;
    }

    private static <T> List<T> all(ResultSet rows, Column<T> column) throws SQLException {
        List<T> all = new ArrayList<>();
        while (rows.next()) {
            all.add(column.of(rows));
        }
        return all;
    }

    private interface Column<T> {
        @Nullable
        T of(ResultSet row) throws SQLException;
    }

    /** Binds {@code argument} to the parameter at {@code position}. */
    static void bind(PreparedStatement statement, int position, @Nullable Object argument) throws SQLException {
        if (argument instanceof String text) {
            statement.setString(position, text);
        } else if (argument instanceof Long number) {
            statement.setLong(position, number);
        } else if (argument instanceof Double number) {
            statement.setDouble(position, number);
        } else if (argument instanceof Integer number) {
            statement.setInt(position, number);
        } else if (argument instanceof byte[] bytes) {
            statement.setBytes(position, bytes);
        } else if (argument == null) {
            statement.setNull(position, Types.NULL);
        } else if (argument instanceof Object[] array) {
            statement.setArray(position, statement.getConnection().createArrayOf(elementType(array), array));
        } else {
            throw new IllegalStateException("@FastSql cannot bind " + argument);
        }
    }

    private static String elementType(Object[] array) {
        return array instanceof Long[] ? "int8" : array instanceof Double[] ? "float8" : "text";
    }

    /** The statement of one connection; it is closed with the connection. */
    private final class Attached implements AttachedExtensionHandler {
        private final CachedStatement cached = new CachedStatement(sql);

        @Override
        @SuppressWarnings("NullAway") // JDBI's signature has no null annotations; a query may return null.
        public Object invoke(HandleSupplier handles, Object... arguments) throws SQLException {
            return cached.<@Nullable Object>run(
                    handles.getHandle().getConnection(),
                    statement -> forEach ? runForEach(statement, arguments) : run(statement, arguments));
        }

        private @Nullable Object runForEach(PreparedStatement statement, Object[] arrays) throws SQLException {
            Object last = null;
            for (int row = 0; row < ((Object[]) arrays[0]).length; row++) {
                @Nullable Object[] arguments = new Object[arrays.length];
                for (int i = 0; i < arrays.length; i++) {
                    arguments[i] = ((Object[]) arrays[i])[row];
                }
                last = run(statement, arguments);
            }
            return last;
        }

        private @Nullable Object run(PreparedStatement statement, @Nullable Object[] arguments) throws SQLException {
            for (int i = 0; i < arguments.length; i++) {
                bind(statement, i + 1, arguments[i]);
            }
            if (reader == null) {
                return statement.executeUpdate();
            }
            try (ResultSet rows = statement.executeQuery()) {
                return reader.read(rows);
            }
        }
    }
}
