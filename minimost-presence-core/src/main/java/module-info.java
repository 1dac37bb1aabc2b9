import org.jspecify.annotations.NullMarked;

/** The presence store, what sends its events over any transport, and what a host supplies for that. */
@NullMarked
@SuppressWarnings({"module", "requires-automatic"})
module io.minimost.presence {
    requires com.fasterxml.jackson.core;
    requires io.leangen.geantyref;
    requires transitive java.sql;
    requires org.jdbi.v3.core;
    requires org.jdbi.v3.sqlobject;
    requires static transitive org.jspecify;
    requires static org.postgresql.jdbc;
    requires org.slf4j;
    requires org.xerial.sqlitejdbc;

    exports io.minimost.presence;
    exports io.minimost.presence.calls;
    exports io.minimost.presence.channels;
    exports io.minimost.presence.errors;
    exports io.minimost.presence.events;
    exports io.minimost.presence.host;
    exports io.minimost.presence.limits;
    exports io.minimost.presence.media;
    exports io.minimost.presence.push;
    exports io.minimost.presence.reactions;
    exports io.minimost.presence.receipts;
    exports io.minimost.presence.signaling;
    exports io.minimost.presence.screenshare;
    exports io.minimost.presence.stats;
    exports io.minimost.presence.typing;
    exports io.minimost.presence.presence;
    exports io.minimost.presence.values;

    // The servlet module writes and reads the same JSON, keeps answers, and calls the host with the same guards.
    exports io.minimost.presence.answers to
            io.minimost.presence.servlet;
    exports io.minimost.presence.host.guard to
            io.minimost.presence.servlet;
    exports io.minimost.presence.json to
            io.minimost.presence.servlet;

    // JDBI creates the handler of @FastSql by reflection.
    opens io.minimost.presence.internal to
            org.jdbi.v3.core;
}
