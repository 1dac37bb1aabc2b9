package io.minimost.presence.internal;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.mapper.RowMapper;

/** The types of SQL objects of a store. Thread-safe. */
final class Daos {
    private final AtomicInteger count = new AtomicInteger();

    /** @param postgresType the same with what differs on PostgreSQL */
    <T> Dao<T> register(Class<T> type, Class<? extends T> postgresType, RowMapper<?>... rowMappers) {
        return new Dao<>(type, postgresType, List.of(rowMappers), count.getAndIncrement());
    }
}
