package io.minimost.presence.calls;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The invitation times of guests: users who were invited to an active call, and may join without being participants of the
 * channel. A guest's invitation is later than the start of the call; users whom the call rang at its start have the time of
 * that start. MiniMost's tables have no other column that could mark guests.
 */
final class GuestInvitation {
    /** For statements on {@code call_participants}; {@code :started} is the start of the call. */
    static final String IS_GUEST = " invited_ts > :started ";

    private GuestInvitation() {}

    /** Whether {@code participant} was last invited as a guest. */
    static boolean isGuest(Call call, Participant participant) {
        return participant.invitedAt().filter(call.startedAt()::isBefore).isPresent();
    }

    /** The invitation time of a guest in a call that began at {@code started}: now, but always later than the start. */
    static Instant time(Instant started, Instant now) {
        Instant earliest = started.plus(1, ChronoUnit.MICROS); // The file resolves a quarter of that.
        return now.isAfter(earliest) ? now : earliest;
    }
}
