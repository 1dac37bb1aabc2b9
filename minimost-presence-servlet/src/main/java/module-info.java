import org.jspecify.annotations.NullMarked;

/** The servlet filter that answers MiniMost's routes. */
@NullMarked
module io.minimost.presence.servlet {
    requires com.fasterxml.jackson.core;
    requires transitive io.minimost.presence;
    requires transitive jakarta.servlet;
    requires static transitive org.jspecify;
    requires org.slf4j;

    exports io.minimost.presence.servlet;
}
