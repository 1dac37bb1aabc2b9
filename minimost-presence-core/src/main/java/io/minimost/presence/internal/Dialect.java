package io.minimost.presence.internal;

/** The databases whose SQL differs in places. */
enum Dialect {
    SQLITE,
    POSTGRES
}
