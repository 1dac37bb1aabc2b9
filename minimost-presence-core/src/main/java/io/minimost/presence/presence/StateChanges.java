package io.minimost.presence.presence;

import io.minimost.presence.events.PresenceEvent.PresenceChanged;
import io.minimost.presence.internal.Dao;
import io.minimost.presence.internal.Transaction;
import io.minimost.presence.values.EpochSeconds;
import io.minimost.presence.values.PresenceState;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Changes of a row, and what others see of them. */
record StateChanges(Dao<PresenceSql> presence, OnlineWindow window) {
    interface Upsert {
        /** Null if nothing was written. */
        @Nullable
        String returningVisible(PresenceSql sql, long second);
    }

    /** The visible state of {@code user}; empty if they are not listed. */
    Optional<PresenceState> visible(PresenceSql sql, String user, Instant now) {
        return Optional.ofNullable(sql.visible(user, window.oldest(now), window.newest(now)))
                .map(VisibleStates::state);
    }

    /** Runs {@code upsert}, and publishes it if others see the change. Returns whether something was written. */
    boolean apply(Transaction transaction, String user, Supplier<Instant> clock, Upsert upsert) {
        PresenceSql sql = transaction.sql(presence);
        var unused = sql.lockRow(user);
        // Only now: others have written while this waited for them.
        Instant now = clock.get();
        Optional<PresenceState> before = visible(sql, user, now);
        Optional<PresenceState> after = Optional.ofNullable(upsert.returningVisible(sql, EpochSeconds.floor(now)))
                .map(VisibleStates::state);
        if (after.isPresent() && !before.equals(after)) {
            transaction.publish(new PresenceChanged(user, before, after, now));
        }
        return after.isPresent();
    }
}
