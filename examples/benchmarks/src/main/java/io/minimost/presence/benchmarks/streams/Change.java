package io.minimost.presence.benchmarks.streams;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.values.MessageRef;
import java.time.Instant;

/** The changes that are sent to all streams. */
public enum Change {
    /** A fact: in the log and on disk before it is sent. */
    REACTION {
        @Override
        void apply(PresenceStore store) {
            store.reactions().toggle(MESSAGE, "rocket", USER);
        }
    },
    /** State: a current value that is not in the log. */
    TYPING {
        @Override
        void apply(PresenceStore store) {
            if (store.typing().typingUsers(CHANNEL).isEmpty()) {
                store.typing().start(USER, CHANNEL);
            } else {
                store.typing().stop(USER, CHANNEL);
            }
        }
    };

    static final String CHANNEL = "general";
    static final MessageRef MESSAGE = new MessageRef(CHANNEL, Instant.ofEpochSecond(1_800_000_000));

    private static final String USER = "alice";

    /** Applies the change, and returns how many nanoseconds the commit took. */
    long commit(PresenceStore store) {
        long start = System.nanoTime();
        apply(store);
        return System.nanoTime() - start;
    }

    abstract void apply(PresenceStore store);
}
