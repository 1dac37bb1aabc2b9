package io.minimost.presence.calls;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * How the file tells guests, who were asked into the running call by one of its people and may join without belonging to the
 * channel, from those whom the call rang from its start: these were invited at the time at which the call began, guests later.
 * MiniMost's columns have no other place for it.
 */
final class GuestInvitation {
    /** In statements on {@code call_participants}; {@code :started} is when the call began. */
    static final String IS_GUEST = " invited_ts > :started ";

    private GuestInvitation() {}

    /** Whether {@code participant} was last invited as a guest. */
    static boolean isGuest(Call call, Participant participant) {
        return participant.invitedAt().filter(call.startedAt()::isBefore).isPresent();
    }

    /** When a guest is invited into a call that began at {@code started}: now, and in any case later than that. */
    static Instant time(Instant started, Instant now) {
        Instant earliest = started.plus(1, ChronoUnit.MICROS); // The file keeps a quarter of that.
        return now.isAfter(earliest) ? now : earliest;
    }
}
