package io.minimost.presence.presence;

import io.minimost.presence.events.PresenceEvent.StatusChanged;
import io.minimost.presence.internal.Transaction;
import io.minimost.presence.values.Availability;
import io.minimost.presence.values.Status;
import io.minimost.presence.values.StatusSource;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Changes what the sources say about one user, and publishes it if others see another status then. Ends what has ended. Nobody
 * else changes it before the commit.
 */
final class StatusMerge {
    private final StatusSql sql;
    private final Transaction transaction;
    private final String user;
    private final Instant now;
    private final List<StatusRow> rows;
    private Claims claims;
    private boolean isSetByHand;
    private boolean wasInvisible;

    StatusMerge(SessionTables tables, Transaction transaction, String user, Instant now) {
        sql = transaction.sql(tables.statuses());
        this.transaction = transaction;
        this.user = user;
        this.now = now;
        rows = sql.claims(user, user, user);
        claims = Claims.from(rows).at(now);
        wasInvisible = claims.isInvisible();
    }

    void replace(StatusSource source, Optional<Status> claim) {
        claims = claims.with(source, claim);
        isSetByHand |= source == StatusSource.MANUAL;
    }

    void setInCall(boolean isInCall) {
        replace(
                StatusSource.CALL,
                isInCall ? Optional.of(Status.by(StatusSource.CALL).with(Availability.IN_CALL)) : Optional.empty());
    }

    /** The user has become invisible in this transaction, or is no longer. */
    void switchVisibility() {
        wasInvisible = !claims.isInvisible();
    }

    /** Whether the user has become invisible in this transaction. */
    boolean becomesInvisible() {
        return !wasInvisible && claims.isInvisible();
    }

    /** Whether the user was invisible before this transaction, and is so after it. */
    boolean staysInvisible() {
        return wasInvisible && claims.isInvisible();
    }

    /** What is said now. */
    Claims claims() {
        return claims;
    }

    /** Writes what has changed, and publishes it. */
    void finish() {
        for (StatusSource source : StatusSource.values()) {
            write(source, claims.of(source));
        }
        Optional<Status> before =
                Claims.asPublished(rows).invisible(wasInvisible).shown();
        if (!before.equals(claims.shown())) {
            transaction.publish(new StatusChanged(user, before, claims.shown(), now));
        }
    }

    private void write(StatusSource source, Optional<Status> claim) {
        Optional<StatusRow> before =
                rows.stream().filter(row -> row.isOf(source)).findFirst();
        Optional<StatusRow> after = claim.filter(status -> source != StatusSource.MANUAL || !isOnlyAnOverride())
                .map(status ->
                        StatusRow.of(user, status, source == StatusSource.MANUAL ? claims.shownOverride() : null));
        boolean isSame = before.flatMap(StatusRow::status).equals(after.flatMap(StatusRow::status))
                && before.map(StatusRow::override).equals(after.map(StatusRow::override));
        if (isSame) {
            return;
        }
        after.ifPresentOrElse(
                row -> sql.put(user, row.source(), row.state(), row.text(), row.emoji(), row.until(), row.override()),
                () -> sql.delete(user, source.value()));
    }

    /** An override that a MiniMost has set, and shows. */
    private boolean isOnlyAnOverride() {
        return !isSetByHand
                && Claims.manual(rows).isEmpty()
                && Objects.equals(claims.shownOverride(), Claims.override(rows).orElse(null));
    }

    /** The override that {@code row} is to have. What only another version knows stays. */
    @Nullable
    String overrideFor(PresenceRow row) {
        boolean isKnown = isSetByHand
                || Claims.manual(rows).isPresent()
                || claims.of(StatusSource.MANUAL).isPresent();
        String wanted = isKnown ? claims.shownOverride() : row.override();
        return wanted == null && "".equals(row.override()) ? "" : wanted;
    }
}
