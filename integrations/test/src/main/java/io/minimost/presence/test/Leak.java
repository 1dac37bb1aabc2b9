package io.minimost.presence.test;

/**
 * Something that a test has left open.
 *
 * @param opened where; its stack trace ends in the call that opened it
 */
record Leak(String what, Throwable opened) {}
