package io.minimost.presence.internal;

import io.minimost.presence.values.MessageRef;
import io.minimost.presence.values.StoreEvent;
import java.time.Instant;
import java.util.List;

/** What was deleted since a {@link DeletionMark}. */
public interface Deletions {
    /** Nothing was deleted, or nobody asks. */
    Deletions NONE = new Deletions() {
        @Override
        public boolean hasUser(String user) {
            return false;
        }

        @Override
        public boolean hasMessage(MessageRef message) {
            return false;
        }

        @Override
        public boolean concern(StoreEvent event) {
            return false;
        }

        @Override
        public boolean areKnown() {
            return true;
        }
    };

    /** Whether {@code user} was deleted. */
    boolean hasUser(String user);

    /** Whether {@code message} was deleted. */
    boolean hasMessage(MessageRef message);

    /** Those of the messages of {@code channel} at {@code times} that were not deleted. */
    default List<Instant> remaining(String channel, List<Instant> times) {
        return this == NONE
                ? times
                : times.stream()
                        .filter(time -> !hasMessage(new MessageRef(channel, time)))
                        .toList();
    }

    /** Whether {@code event} brings back something of a user, channel or message that was deleted. */
    boolean concern(StoreEvent event);

    /** False if it cannot be known any more; then everything may have been deleted. */
    boolean areKnown();
}
