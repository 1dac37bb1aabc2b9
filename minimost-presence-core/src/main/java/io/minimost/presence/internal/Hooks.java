package io.minimost.presence.internal;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;

/**
 * What concerns all rooms at once. Each room registers its part when it is created; so no room needs to know another, and
 * a part that writes does so in the one transaction that all of them share.
 */
public final class Hooks {
    private final List<Runnable> sweeps = new CopyOnWriteArrayList<>();
    private final List<BiConsumer<Transaction, Instant>> resets = new CopyOnWriteArrayList<>();

    Hooks() {}

    /** Registers what is to be done about once a second, for facts that come about by time alone. */
    public void onSweep(Runnable sweep) {
        sweeps.add(sweep);
    }

    /** Registers what a room clears when the host starts and nothing from before is live any more. */
    public void onReset(BiConsumer<Transaction, Instant> reset) {
        resets.add(reset);
    }

    /** Does what all rooms registered for a sweep; the failure of one is thrown when all have had their turn. */
    public void sweep() {
        RuntimeException failure = null;
        for (Runnable sweep : sweeps) {
            try {
                sweep.run();
            } catch (RuntimeException e) {
                if (failure == null) {
                    failure = e;
                } else if (failure != e) {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** Does what all rooms registered for a reset, in {@code transaction}. */
    public void reset(Transaction transaction, Instant now) {
        resets.forEach(reset -> reset.accept(transaction, now));
    }
}
