package io.minimost.presence.internal;

import java.util.List;
import org.jdbi.v3.core.mapper.RowMapper;

/**
 * A JDBI SQL object type that is known to the database, which attaches it once to each connection. (Attaching per call
 * would cost several times the statement itself.)
 */
public final class Dao<T> {
    private final Class<T> type;
    private final List<RowMapper<?>> rowMappers;
    private final int index;

    Dao(Class<T> type, List<RowMapper<?>> rowMappers, int index) {
        this.type = type;
        this.rowMappers = rowMappers;
        this.index = index;
    }

    Class<T> type() {
        return type;
    }

    List<RowMapper<?>> rowMappers() {
        return rowMappers;
    }

    int index() {
        return index;
    }
}
