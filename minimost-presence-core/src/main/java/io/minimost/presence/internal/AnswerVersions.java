package io.minimost.presence.internal;

import io.minimost.presence.errors.PresenceStoreException;
import java.util.Optional;

/** The versions of answers, for those who keep answers. Thread-safe. */
public final class AnswerVersions {
    private final Engine engine;
    private final ChangeCounts changes;
    private final Runnable requireOpen;

    AnswerVersions(Engine engine, ChangeCounts changes, Runnable requireOpen) {
        this.engine = engine;
        this.changes = changes;
        this.requireOpen = requireOpen;
    }

    /**
     * The version of an answer that depends on {@code scope}, and on the seconds from {@code from} to {@code to}. It includes all
     * commits of this store that have returned, and those of others that are 5 ms old.
     *
     * @return empty if it is not known now what others have changed: then an answer must be read
     * @throws PresenceStoreException if the store could not read the answer either
     */
    public Optional<AnswerVersion> of(ChangeScope scope, long from, long to) {
        requireOpen.run();
        return engine.countChangesElsewhere()
                ? Optional.of(new AnswerVersion(changes.of(scope), from, to))
                : Optional.empty();
    }

    /** The same for an answer that does not depend on the time. */
    public Optional<AnswerVersion> of(ChangeScope scope) {
        return of(scope, 0, 0);
    }
}
