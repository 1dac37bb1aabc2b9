package io.minimost.presence.internal;

import java.util.List;
import org.jdbi.v3.core.mapper.RowMapper;

/**
 * A registered JDBI SQL object type, which is attached once to each connection. (Attaching it for each call would cost
 * several times as much as the statement itself.)
 */
public final class Dao<T> {
    private final Class<T> type;
    private final Class<? extends T> postgresType;
    private final List<RowMapper<?>> rowMappers;
    private final int index;

    Dao(Class<T> type, Class<? extends T> postgresType, List<RowMapper<?>> rowMappers, int index) {
        this.type = type;
        this.postgresType = postgresType;
        this.rowMappers = rowMappers;
        this.index = index;
    }

    Class<T> type() {
        return type;
    }

    /** The type whose statements {@code dialect} understands. */
    Class<? extends T> type(Dialect dialect) {
        return dialect == Dialect.POSTGRES ? postgresType : type;
    }

    List<RowMapper<?>> rowMappers() {
        return rowMappers;
    }

    int index() {
        return index;
    }
}
