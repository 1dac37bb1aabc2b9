package io.minimost.presence.answers;

import io.minimost.presence.internal.AnswerVersion;

/**
 * An answer, and by what it was read.
 *
 * @param bytes about how much memory it takes
 */
record KeptAnswer(AnswerVersion version, Object value, long bytes) {
    /** Of the objects of an answer, beside its content. */
    private static final long OVERHEAD_BYTES = 512;

    static KeptAnswer of(AnswerVersion version, Object value, AnswerKey key, long contentBytes) {
        return new KeptAnswer(version, value, OVERHEAD_BYTES + 2L * key.name().length() + contentBytes);
    }
}
