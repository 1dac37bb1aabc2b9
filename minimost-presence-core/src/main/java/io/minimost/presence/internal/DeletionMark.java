package io.minimost.presence.internal;

/** A moment before the host is asked a question. */
@FunctionalInterface
public interface DeletionMark {
    /** What was deleted since then, and before {@code transaction}, by any process. */
    Deletions since(Transaction transaction);
}
