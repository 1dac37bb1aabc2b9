package io.minimost.presence.calls;

import io.minimost.presence.calls.Participant.State;
import java.time.Duration;
import java.time.Instant;

/** A participant of a {@link Talk}. */
final class Person {
    State state = State.PENDING;
    Instant invited = Instant.MIN;
    Instant seen = Instant.MIN;
    Instant left = Instant.MIN;
    boolean sharing;

    /** Whether the user may join without being a participant of the channel. */
    boolean isGuest;

    boolean wasLost(Duration goneReportGrace) {
        return state == State.LEFT && !seen.plus(goneReportGrace).isAfter(left);
    }
}
