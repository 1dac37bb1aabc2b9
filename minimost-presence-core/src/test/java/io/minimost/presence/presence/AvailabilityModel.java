package io.minimost.presence.presence;

import io.minimost.presence.values.Availability;
import io.minimost.presence.values.PresenceState;
import io.minimost.presence.values.Status;
import io.minimost.presence.values.StatusSource;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What others should see of one user, and what the host should know, implemented again without a database. Within an hour. */
final class AvailabilityModel {
    private static final long LEASE = 90;
    private static final long FRESH = 60;

    private final Map<String, Live> sessions = new HashMap<>();
    private final Map<StatusSource, Status> claims = new EnumMap<>(StatusSource.class);
    private PresenceState anonymous = PresenceState.OFFLINE;
    private boolean isInvisible;
    private boolean isKnown;

    private record Live(PresenceState state, Instant until) {}

    void report(String session, PresenceState state, Instant now) {
        Live known = sessions.get(session);
        boolean isFresh = known != null && known.state == state && known.until.isAfter(now.plusSeconds(FRESH));
        if (state == PresenceState.OFFLINE) {
            sessions.remove(session);
        } else if (!isFresh) {
            sessions.put(session, new Live(state, now.plusSeconds(LEASE)));
        }
        isKnown |= state != PresenceState.OFFLINE && !isInvisible;
    }

    void update(PresenceState state) {
        anonymous = state;
        isKnown |= !isInvisible;
    }

    void set(Status status) {
        claims.put(status.source(), status);
        isKnown |= status.source() == StatusSource.MANUAL && !isInvisible;
    }

    void clear(StatusSource source) {
        boolean wasSet = claims.remove(source) != null;
        isKnown |= wasSet && source == StatusSource.MANUAL && !isInvisible;
    }

    void clearOverride() {
        claims.remove(StatusSource.MANUAL);
        isKnown |= !isInvisible;
    }

    void setInvisible(boolean other) {
        // Who comes back with a client that runs is seen then; and who leaves is seen last.
        isKnown |= isOnline() && isInvisible != other;
        isInvisible = other;
    }

    boolean isInvisible() {
        return isInvisible;
    }

    void pass(Instant now) {
        sessions.values().removeIf(session -> session.until.isBefore(now));
        claims.values().removeIf(claim -> claim.isOver(now));
    }

    boolean isOnline() {
        return anonymous != PresenceState.OFFLINE || !sessions.isEmpty();
    }

    Optional<Status> shown() {
        return isInvisible ? Optional.empty() : highest();
    }

    private Optional<Status> highest() {
        return claims.values().stream().min(Comparator.comparing(AvailabilityModel::rank));
    }

    private static int rank(Status claim) {
        boolean isStrong = claim.availability()
                .filter(said -> said == Availability.DO_NOT_DISTURB || said == Availability.OFFLINE)
                .isPresent();
        return switch (claim.source()) {
            case MANUAL -> isStrong ? 1 : 3;
            case CALL -> 2;
            case CALENDAR -> 4;
        };
    }

    /** A user who is not listed is offline, too. */
    PresenceState visible() {
        if (isInvisible || !isKnown) {
            return PresenceState.OFFLINE;
        }
        Optional<Status> shown = highest();
        Optional<Availability> said = shown.flatMap(Status::availability);
        boolean isOverride = shown.filter(status -> status.source() == StatusSource.MANUAL)
                .flatMap(Status::availability)
                .filter(what -> what != Availability.DO_NOT_DISTURB)
                .isPresent();
        if (isOverride || (said.isPresent() && isOnline())) {
            return said.orElseThrow().state();
        }
        return Stream.concat(Stream.of(anonymous), sessions.values().stream().map(Live::state))
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    boolean isDoNotDisturb() {
        return Stream.of(StatusSource.MANUAL, StatusSource.CALENDAR)
                .flatMap(source -> Stream.ofNullable(claims.get(source)))
                .findFirst()
                .flatMap(Status::availability)
                .filter(said -> said == Availability.DO_NOT_DISTURB)
                .isPresent();
    }

    void setInCall(boolean isInCall) {
        if (isInCall) {
            claims.put(StatusSource.CALL, StatusFixture.IN_CALL);
        } else {
            claims.remove(StatusSource.CALL);
        }
    }
}
