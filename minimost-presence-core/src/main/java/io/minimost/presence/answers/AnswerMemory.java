package io.minimost.presence.answers;

import io.minimost.presence.internal.AnswerVersion;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps answers up to a number of bytes, those that are asked for before those that are not. There are two generations: what is
 * asked for is in the young one or moves there; when that holds half of the bytes, it becomes the old one, and the old one is
 * dropped. Finding an answer takes no lock. Thread-safe.
 */
final class AnswerMemory {
    private final long maxGenerationBytes;
    private volatile Map<AnswerKey, KeptAnswer> young = new ConcurrentHashMap<>();
    private volatile Map<AnswerKey, KeptAnswer> old = Map.of();

    // Guarded by this.
    private long youngBytes;
    private long oldBytes;

    /** @param maxBytes how much memory all answers together may take; 0 to keep none */
    AnswerMemory(long maxBytes) {
        maxGenerationBytes = maxBytes / 2;
    }

    boolean keepsNothing() {
        return maxGenerationBytes == 0;
    }

    /** The answer if it has {@code version}. */
    Optional<Object> find(AnswerKey key, AnswerVersion version) {
        KeptAnswer found = young.get(key);
        if (found == null) {
            found = old.get(key);
            if (found == null || !found.version().equals(version)) {
                return Optional.empty();
            }
            put(key, found);
        }
        return found.version().equals(version) ? Optional.of(found.value()) : Optional.empty();
    }

    /** Keeps {@code answer}, unless it is so long that it would displace all others. */
    synchronized void put(AnswerKey key, KeptAnswer answer) {
        if (answer.bytes() > maxGenerationBytes / 2) {
            return;
        }
        KeptAnswer before = young.get(key);
        long added = answer.bytes() - (before == null ? 0 : before.bytes());
        if (youngBytes + added > maxGenerationBytes) {
            old = young;
            oldBytes = youngBytes;
            young = new ConcurrentHashMap<>();
            youngBytes = 0;
            added = answer.bytes();
        }
        young.put(key, answer);
        youngBytes += added;
    }

    /** About how much memory all answers take. */
    synchronized long bytes() {
        return youngBytes + oldBytes;
    }
}
