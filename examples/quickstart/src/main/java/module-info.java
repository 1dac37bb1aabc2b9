/** The first code block of the README, as a program. */
module io.minimost.examples.quickstart {
    requires io.minimost.presence;
    requires static org.jspecify;
}
