package io.minimost.presence.internal;

import io.minimost.presence.errors.PresenceStoreException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps writes from bringing back what is deleted while the host is asked about it: between the answer of the host and the
 * commit, the user, channel or message may be deleted, and nothing would delete the new row.
 *
 * <p>A mark is taken before the question. A write under that mark, which may be in another class, looks in its transaction for
 * deletions since then, so that neither a thread nor a process can delete in between. Thread-safe.
 */
public final class DeletionMarks {
    /** Of the writes of this thread. */
    private static final ThreadLocal<@Nullable Scope> SCOPE = new ThreadLocal<>();

    private final String store;
    private Supplier<DeletionMark> now = NoDeletions::new;

    private record Scope(
            DeletionMarks owner,
            DeletionMark mark,
            @Nullable Scope outer) {}

    /** Before there is a log of facts. */
    private record NoDeletions() implements DeletionMark {
        @Override
        public Deletions since(Transaction transaction) {
            return Deletions.NONE;
        }

        @Override
        public long sequence() {
            return Long.MAX_VALUE;
        }
    }

    DeletionMarks(String store) {
        this.store = store;
    }

    /** Sets what takes a mark. */
    public void setSource(Supplier<DeletionMark> source) {
        now = source;
    }

    /** A mark of now; the earlier one under which this thread writes, if there is one. */
    public DeletionMark take() {
        DeletionMark current = current();
        return current != null ? current : now.get();
    }

    /**
     * Runs {@code writes}, whose operations on this store look for deletions since {@code mark}. Within another call, it is that
     * call which returns empty.
     *
     * @return empty if one of them was about something that was deleted; that one has written nothing
     * @throws PresenceStoreException.Busy if that is not known any more; nothing was written, and another try may succeed
     */
    public <R> Optional<R> unlessDeleted(DeletionMark mark, Supplier<R> writes) {
        boolean isOutermost = current() == null;
        @Nullable Scope outer = SCOPE.get();
        SCOPE.set(new Scope(this, mark, outer));
        try {
            return Optional.of(writes.get());
        } catch (DeletedMeanwhileException e) {
            if (!isOutermost) {
                throw e;
            }
            if (!e.isKnown()) {
                throw new PresenceStoreException.Busy(store, 0, "the host's answer came too late to check it", e);
            }
            return Optional.empty();
        } finally {
            restore(outer);
        }
    }

    /** Passes the mark of this thread to {@code write}. Listeners that it calls write without one. */
    <R> R underMark(Function<@Nullable DeletionMark, R> write) {
        @Nullable Scope scope = SCOPE.get();
        if (scope == null) {
            return write.apply(null);
        }
        @Nullable DeletionMark mark = current();
        SCOPE.remove();
        try {
            return write.apply(mark);
        } finally {
            SCOPE.set(scope);
        }
    }

    private @Nullable DeletionMark current() {
        for (Scope scope = SCOPE.get(); scope != null; scope = scope.outer()) {
            if (scope.owner() == this) {
                return scope.mark();
            }
        }
        return null;
    }

    private static void restore(@Nullable Scope outer) {
        if (outer == null) {
            SCOPE.remove();
        } else {
            SCOPE.set(outer);
        }
    }
}
