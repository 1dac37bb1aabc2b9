package io.minimost.presence.presence;

import io.minimost.presence.values.Availability;
import io.minimost.presence.values.PresenceState;
import io.minimost.presence.values.Status;
import io.minimost.presence.values.StatusSource;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the sources say about one user, and which of that counts.
 *
 * @param isInvisible whether others see nothing of it, and the user as offline
 */
record Claims(Map<StatusSource, Status> bySource, boolean isInvisible) {
    private static final Comparator<Status> HIGHEST_FIRST = Comparator.comparingInt(Claims::rank);

    /** As they are now: an override that is not the one of the claim by hand was set since by a MiniMost, and replaces it. */
    static Claims from(List<StatusRow> rows) {
        Optional<String> override = override(rows);
        Claims claims = asPublished(rows);
        boolean isReplaced = manual(rows)
                .filter(row -> !Objects.equals(row.override(), override.orElse(null)))
                .isPresent();
        return isReplaced ? claims.with(StatusSource.MANUAL, override.flatMap(Claims::ofOverride)) : claims;
    }

    /** As they were known to others before an override was changed by a MiniMost. */
    static Claims asPublished(List<StatusRow> rows) {
        Map<StatusSource, Status> claims = new EnumMap<>(StatusSource.class);
        override(rows).flatMap(Claims::ofOverride).ifPresent(claim -> claims.put(StatusSource.MANUAL, claim));
        rows.stream().flatMap(row -> row.status().stream()).forEach(claim -> claims.put(claim.source(), claim));
        return new Claims(claims, rows.stream().anyMatch(StatusRow::isInvisible));
    }

    /** The same of a user who is seen, or is not. */
    Claims invisible(boolean other) {
        return new Claims(bySource, other);
    }

    static Optional<StatusRow> manual(List<StatusRow> rows) {
        return rows.stream().filter(row -> row.isOf(StatusSource.MANUAL)).findFirst();
    }

    static Optional<String> override(List<StatusRow> rows) {
        return rows.stream().filter(StatusRow::isOverride).findFirst().map(StatusRow::state);
    }

    private static Optional<Status> ofOverride(String value) {
        return PresenceOverride.fromValue(value).map(PresenceOverride::status);
    }

    /** Those that have not ended. */
    Claims at(Instant now) {
        Claims live = this;
        for (Status claim : bySource.values()) {
            live = claim.isOver(now) ? live.with(claim.source(), Optional.empty()) : live;
        }
        return live;
    }

    Claims with(StatusSource source, Optional<Status> claim) {
        Map<StatusSource, Status> changed = new EnumMap<>(StatusSource.class);
        changed.putAll(bySource);
        claim.ifPresentOrElse(status -> changed.put(source, status), () -> changed.remove(source));
        return new Claims(changed, isInvisible);
    }

    Optional<Status> of(StatusSource source) {
        return Optional.ofNullable(bySource.get(source));
    }

    /** The one that counts most first. */
    List<Status> ranked() {
        return bySource.values().stream().sorted(HIGHEST_FIRST).toList();
    }

    /** What others see. */
    Optional<Status> shown() {
        return isInvisible ? Optional.empty() : highest();
    }

    private Optional<Status> highest() {
        return bySource.values().stream().min(HIGHEST_FIRST);
    }

    private static int rank(Status claim) {
        boolean isFirst = claim.availability()
                .filter(said -> said == Availability.DO_NOT_DISTURB || said == Availability.OFFLINE)
                .isPresent();
        return switch (claim.source()) {
            case MANUAL -> isFirst ? 0 : 2;
            case CALL -> 1;
            case CALENDAR -> 3;
        };
    }

    /** What the user has set by hand, as MiniMost knows it. */
    Optional<PresenceOverride> override() {
        return of(StatusSource.MANUAL)
                .flatMap(Status::availability)
                .flatMap(said -> PresenceOverride.fromValue(said.value()));
    }

    /** The override that a MiniMost is to see: that of the user, unless something else counts more. */
    @Nullable
    String shownOverride() {
        return shown().filter(status -> status.source() == StatusSource.MANUAL)
                .flatMap(status -> override())
                .map(PresenceOverride::value)
                .orElse(null);
    }

    /** What others see of a user who has a live session, if it is no override. */
    Optional<PresenceState> stateOfThePresent() {
        if (isInvisible) {
            return Optional.of(PresenceState.OFFLINE);
        }
        return shownOverride() == null
                ? shown().flatMap(Status::availability).map(Availability::state)
                : Optional.empty();
    }

    /** A call does not disturb somebody less. */
    boolean isDoNotDisturb() {
        return with(StatusSource.CALL, Optional.empty())
                .highest()
                .flatMap(Status::availability)
                .filter(said -> said == Availability.DO_NOT_DISTURB)
                .isPresent();
    }
}
