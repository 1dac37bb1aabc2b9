package io.minimost.presence.internal;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Splits batches for a runner that may change the order within a batch, so that the operations of one caller who does not wait
 * for them are done in the order in which they were queued. Those of callers who wait are never two in a batch.
 */
final class CallersOrder implements GroupCommitQueue.BatchRunner {
    private final GroupCommitQueue.BatchRunner runner;

    /** @param runner does the operations of a {@link Merge} together, and all others in the order of their keys */
    CallersOrder(GroupCommitQueue.BatchRunner runner) {
        this.runner = runner;
    }

    @Override
    public void run(List<WriteOperation<?>> batch) {
        List<List<WriteOperation<?>>> parts = new ArrayList<>();
        IdentityHashMap<Object, Last> lasts = new IdentityHashMap<>();
        for (WriteOperation<?> operation : batch) {
            int part = 0;
            Object sequence = operation.sequence();
            if (sequence != null) {
                Last own = Last.of(operation);
                Last before = lasts.get(sequence);
                part = before == null ? 0 : before.part() + (own.mayShareWith(before) ? 0 : 1);
                lasts.put(sequence, own.in(part));
            }
            while (parts.size() <= part) {
                parts.add(new ArrayList<>());
            }
            parts.get(part).add(operation);
        }
        parts.forEach(runner::run);
    }

    /** The last operation of a caller, and the part that it is in. */
    private record Last(int part, @Nullable Merge<?, ?> merge, String key) {
        static Last of(WriteOperation<?> operation) {
            Merge<?, ?> merge = operation instanceof MergeOperation<?, ?> own ? own.merge() : null;
            return new Last(
                    0,
                    merge,
                    operation.keyNames().isEmpty() ? "" : operation.keyNames().first());
        }

        Last in(int number) {
            return new Last(number, merge, key);
        }

        boolean mayShareWith(Last before) {
            return merge == before.merge && key.compareTo(before.key) >= 0;
        }
    }
}
