package io.minimost.presence.presence;

import io.minimost.presence.events.PresenceEvent.PresenceChanged;
import io.minimost.presence.events.PresenceEvent.StatusChanged;
import io.minimost.presence.internal.Database;
import io.minimost.presence.internal.Durability;
import io.minimost.presence.internal.Keys;
import io.minimost.presence.internal.Transaction;
import io.minimost.presence.values.Availability;
import io.minimost.presence.values.EpochSeconds;
import io.minimost.presence.values.Status;
import io.minimost.presence.values.StatusSource;
import io.minimost.presence.values.UserName;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What users do, and whether they can be reached: "At lunch until 13:00", "Do not disturb", "In a call". Each source has one
 * status for each user, and others see the one that counts most: do-not-disturb and offline by hand, then a call, then any other
 * by hand, then the calendar. When that one ends or is cleared, they see the next.
 *
 * <p>The status by hand and {@link UserPresence#setOverride the override} are one: each is set and cleared by the other. A user is
 * in a call for as long as the calls say so. A status that has ended is no longer returned, and the next sweep publishes that.
 * {@link StatusChanged} is published once for each change, also with several stores on a file or several nodes on a database.
 *
 * <p>A status that says whether the user can be reached also changes what {@link UserPresence} answers: a user who must not be
 * disturbed, or is in a call, is active there for as long as a client of theirs runs. {@link PresenceChanged} is then published,
 * too.
 *
 * <p>Names must be valid ({@link UserName}), else {@link IllegalArgumentException}. No method returns or takes null. Thread-safe.
 */
public final class Statuses {
    private final Database database;
    private final SessionTables tables;
    private final StatusUpdates updates;
    private final NamedUsers named;

    Statuses(Database database, SessionTables tables, StatusUpdates updates, NamedUsers named) {
        this.database = database;
        this.tables = tables;
        this.updates = updates;
        this.named = named;
    }

    /**
     * Sets the status of {@code user} from its source, in place of an earlier one from the same source. By hand, this records
     * that the user was seen now.
     *
     * @param status not from {@link StatusSource#CALL}, and with a text, an emoji or an availability
     * @throws IllegalArgumentException if the status is not valid, or has ended already; the message contains the value
     */
    public void set(String user, Status status) {
        UserName.require(user);
        Objects.requireNonNull(status, "status");
        Status valid = require(status);
        change(user, status.source(), merge -> merge.replace(status.source(), Optional.of(valid)));
    }

    /**
     * Clears the status of {@code user} from {@code source}. By hand, this records that the user was seen now.
     *
     * @return whether there was one
     * @throws IllegalArgumentException for {@link StatusSource#CALL}
     */
    public boolean clear(String user, StatusSource source) {
        UserName.require(user);
        requireNoCall(Objects.requireNonNull(source, "source"));
        boolean isSet = claims(user).of(source).isPresent();
        if (isSet) {
            change(user, source, merge -> merge.replace(source, Optional.empty()));
        }
        return isSet;
    }

    /** The status that others see of {@code user}; empty if there is none. */
    public Optional<Status> statusOf(String user) {
        UserName.requireStored(user);
        return claims(user).shown();
    }

    /** The same for each of {@code users} who has one, in the order of {@code users}. */
    public Map<String, Status> statusesOf(Collection<String> users) {
        // A copy: the caller's collection may change after the checks, or ask the store while it is iterated.
        List<String> names = new ArrayList<>(Objects.requireNonNull(users, "users"));
        names.forEach(UserName::requireStored);
        return named.statuses(names);
    }

    /** The same for all users, by name in byte order. */
    public Map<String, Status> all() {
        Instant now = database.now();
        Map<String, List<StatusRow>> rows = new LinkedHashMap<>();
        for (StatusRow row : database.read(tables.statuses(), StatusSql::all)) {
            rows.computeIfAbsent(row.user(), user -> new ArrayList<>()).add(row);
        }
        Map<String, Status> shown = new LinkedHashMap<>();
        rows.forEach((user, own) -> Claims.from(own).at(now).shown().ifPresent(status -> shown.put(user, status)));
        return Collections.unmodifiableMap(shown);
    }

    /** What all sources say about {@code user}, what counts most first. For the user's own eyes. */
    public List<Status> claimsOf(String user) {
        UserName.requireStored(user);
        return claims(user).ranked();
    }

    /**
     * Whether {@code user} wants no notifications. For a host that decides whether to send some: a call hides that status from
     * others, but does not end it.
     */
    public boolean isDoNotDisturb(String user) {
        UserName.requireStored(user);
        return claims(user).isDoNotDisturb();
    }

    /**
     * The end of a status that lasts for {@code length} from now, by the clock of the store.
     *
     * @throws IllegalArgumentException if {@code length} is not positive, or ends after the last instant
     */
    public Instant endIn(Duration length) {
        Objects.requireNonNull(length, "length");
        database.requireOpen();
        if (length.isNegative() || length.isZero()) {
            throw new IllegalArgumentException("length " + length + " is not positive");
        }
        try {
            return database.now().plus(length);
        } catch (ArithmeticException | DateTimeException e) {
            throw new IllegalArgumentException("length " + length + " ends after the last instant", e);
        }
    }

    /** The override of {@code user}: the status by hand, as MiniMost knows it. */
    Optional<PresenceOverride> override(String user) {
        return claims(user).override();
    }

    /** Replaces the status by hand by an override, or clears it, and records that {@code user} was seen now. */
    void setOverride(String user, @Nullable PresenceOverride override) {
        Optional<Status> status = Optional.ofNullable(override).map(PresenceOverride::status);
        change(user, StatusSource.MANUAL, merge -> merge.replace(StatusSource.MANUAL, status));
    }

    int delete(Transaction transaction, String user) {
        return transaction.sql(tables.statuses()).deleteUser(user);
    }

    /** With the overrides, and before the calls end. */
    void reset(Transaction transaction) {
        transaction.sql(tables.statuses()).reset();
    }

    private void change(String user, StatusSource source, Consumer<StatusMerge> change) {
        database.execute(Durability.EPHEMERAL, Keys.user(user), transaction -> {
            if (source == StatusSource.MANUAL) {
                updates.byHand(transaction, user, change);
            } else {
                updates.byOthers(transaction, user, change);
            }
        });
    }

    private Claims claims(String user) {
        Instant now = database.now();
        return Claims.from(database.read(tables.statuses(), sql -> sql.claims(user, user, user)))
                .at(now);
    }

    private Status require(Status status) {
        requireNoCall(status.source());
        if (status.availability().filter(said -> said == Availability.IN_CALL).isPresent()) {
            throw new IllegalArgumentException(
                    "availability IN_CALL is set by calls only: store.calls() does it for each user in one");
        }
        status.text().ifPresent(Status::requireText);
        status.emoji().ifPresent(Status::requireEmoji);
        if (status.availability().isEmpty()
                && status.text().isEmpty()
                && status.emoji().isEmpty()) {
            throw new IllegalArgumentException("status " + status + " has no availability, text or emoji");
        }
        status.until().filter(end -> !end.isAfter(database.now())).ifPresent(end -> {
            throw new IllegalArgumentException("until " + end + " is not in the future");
        });
        return status.until().map(EpochSeconds::asStored).map(status::withEnd).orElse(status);
    }

    private static void requireNoCall(StatusSource source) {
        if (source == StatusSource.CALL) {
            throw new IllegalArgumentException(
                    "a status from CALL is set and cleared by calls only: store.calls() does it for each user in one");
        }
    }
}
