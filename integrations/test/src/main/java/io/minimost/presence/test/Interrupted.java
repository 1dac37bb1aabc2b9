package io.minimost.presence.test;

/** What a test that is interrupted throws. */
final class Interrupted {
    private Interrupted() {}

    static AssertionError whileWaiting(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new AssertionError("interrupted while waiting", cause);
    }
}
