package io.minimost.presence.internal;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Makes a record of each row, whose columns are in the order of its components. */
final class RecordReader<T> {
    private final Constructor<T> constructor;
    private final Class<?>[] types;

    RecordReader(Class<T> type) {
        types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            constructor = type.getDeclaredConstructor(types);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
        constructor.setAccessible(true);
    }

    T read(ResultSet row) throws SQLException {
        @Nullable Object[] values = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            values[i] = value(row, i + 1, types[i]);
        }
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException | InstantiationException | IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable Object value(ResultSet row, int column, Class<?> type) throws SQLException {
        Object value;
        if (type == String.class) {
            return row.getString(column);
        } else if (type == byte[].class) {
            return row.getBytes(column);
        } else if (type == long.class || type == Long.class) {
            value = row.getLong(column);
        } else if (type == double.class || type == Double.class) {
            value = row.getDouble(column);
        } else if (type == boolean.class) {
            value = row.getBoolean(column);
        } else {
            throw new IllegalStateException("@FastSql cannot read a " + type);
        }
        return !type.isPrimitive() && row.wasNull() ? null : value;
    }
}
