package io.minimost.presence.internal;

/**
 * By what an answer was read: all that it depends on, except who asks. An answer that is read after its version was taken, and by
 * the seconds of the version, stays right as long as a version that is taken anew equals it.
 *
 * @param changes the number of changes of its scope
 * @param from the oldest second that counts in it; 0 if it does not depend on time
 * @param to the newest one
 */
public record AnswerVersion(long changes, long from, long to) {}
