package io.minimost.presence;

import io.minimost.presence.errors.PresenceStoreException;
import io.minimost.presence.internal.DeletionMark;
import io.minimost.presence.internal.DeletionMarks;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Keeps a write from bringing back what is deleted while the host still checks whether it exists. A host that asks whether there is
 * such
 * a user, channel or message, and then writes, may be overtaken by the deletion, and the write would leave something behind
 * that nothing deletes. It takes a guard before it asks:
 *
 * <pre>{@code
 * DeletionGuard guard = DeletionGuard.of(store);
 * MessageRef message = findMessage(id);                                        // the host's own question
 * Optional<ToggleResult> result =
 *         guard.unlessDeleted(() -> store.reactions().toggle(message, "rocket", user));
 * }</pre>
 *
 * <p>It notices {@link PresenceStore#deleteUser}, {@link PresenceStore#deleteChannel}, {@link PresenceStore#deleteMessage} and
 * the end of a membership, by any store on the file, until the commit. The servlet filter uses one for each request. Deletions
 * by a MiniMost on the file are not noticed.
 *
 * <p>One guard is for one question and the writes that follow from it. Thread-safe.
 */
public final class DeletionGuard {
    private final DeletionMarks marks;
    private final DeletionMark mark;

    private DeletionGuard(DeletionMarks marks) {
        this.marks = marks;
        mark = marks.take();
    }

    /**
     * A guard against deletions from now on; perhaps also against those of other stores in the last 5 ms.
     *
     * @throws PresenceStoreException if the store fails
     */
    public static DeletionGuard of(PresenceStore store) {
        return new DeletionGuard(Objects.requireNonNull(store, "store").deletionMarks());
    }

    /**
     * Runs {@code writes} on this thread, and returns their result.
     *
     * @param writes calls of the store, which may be about one user, channel or message, or several; returns no null
     * @return empty if a call was about something that was deleted since this guard was taken; that call has written nothing
     * @throws PresenceStoreException.Busy if the log of facts no longer reaches back to the guard, so that it is not known;
     *     the call has written nothing
     */
    public <T> Optional<T> unlessDeleted(Supplier<T> writes) {
        return marks.unlessDeleted(mark, Objects.requireNonNull(writes, "writes"));
    }

    /** The same for calls without a result; returns whether nothing was deleted. */
    public boolean unlessDeleted(Runnable writes) {
        Objects.requireNonNull(writes, "writes");
        return marks.unlessDeleted(mark, () -> {
                    writes.run();
                    return true;
                })
                .isPresent();
    }
}
