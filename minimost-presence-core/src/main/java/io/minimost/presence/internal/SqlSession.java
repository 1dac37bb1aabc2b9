package io.minimost.presence.internal;

/** Where SQL objects are attached: one connection, confined to one thread at a time. */
interface SqlSession {
    /** The SQL object, attached to this connection. */
    <T> T sql(Dao<T> dao);
}
