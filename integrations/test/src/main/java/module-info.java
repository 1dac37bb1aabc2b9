import org.jspecify.annotations.NullMarked;

/** A JUnit extension for the tests of hosts. */
@NullMarked
module io.minimost.presence.test {
    requires transitive io.minimost.presence;
    requires transitive org.assertj.core;
    requires static transitive org.jspecify;
    requires transitive org.junit.jupiter.api;

    exports io.minimost.presence.test;
}
