import org.jspecify.annotations.NullMarked;

/** The figures of a presence store and of its push as Micrometer meters. */
@NullMarked
@SuppressWarnings({"module", "requires-automatic", "requires-transitive-automatic"})
module io.minimost.presence.micrometer {
    requires transitive io.minimost.presence;
    requires transitive micrometer.core;
    requires static transitive org.jspecify;
    requires org.slf4j;

    exports io.minimost.presence.micrometer;
}
