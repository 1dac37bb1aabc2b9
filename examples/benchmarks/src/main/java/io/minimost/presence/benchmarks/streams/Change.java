package io.minimost.presence.benchmarks.streams;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.values.MessageRef;
import java.time.Instant;

/** What is told to all streams: something has become different from what it was before. */
public enum Change {
    /** A fact, in the log and on the disk before it is told. */
    REACTION {
        @Override
        void apply(PresenceStore store) {
            store.reactions().toggle(MESSAGE, "rocket", WHO);
        }
    },
    /** A current value, kept nowhere. */
    TYPING {
        @Override
        void apply(PresenceStore store) {
            if (store.typing().typingUsers(CHANNEL).isEmpty()) {
                store.typing().start(WHO, CHANNEL);
            } else {
                store.typing().stop(WHO, CHANNEL);
            }
        }
    };

    static final String CHANNEL = "general";
    static final MessageRef MESSAGE = new MessageRef(CHANNEL, Instant.ofEpochSecond(1_800_000_000));

    private static final String WHO = "alice";

    /** Returns how many nanoseconds it took to commit it. */
    long commit(PresenceStore store) {
        long start = System.nanoTime();
        apply(store);
        return System.nanoTime() - start;
    }

    abstract void apply(PresenceStore store);
}
