package io.minimost.presence.internal;

/** A moment before the host is asked a question. */
public interface DeletionMark {
    /** What was deleted since then, and before {@code transaction}, by any process. */
    Deletions since(Transaction transaction);

    /** The position of that moment in the log of facts. */
    long sequence();
}
