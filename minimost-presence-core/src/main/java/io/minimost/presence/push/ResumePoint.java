package io.minimost.presence.push;

import org.jspecify.annotations.Nullable;

/**
 * How far the client of one connection has come, by the ids that it was sent. A connection may begin with facts and with events
 * of the host that the thread which sends to all connections has not come to yet. The ids of that thread would lead the client
 * back then, and it would be sent twice what is between when it resumes there. Not thread-safe.
 */
final class ResumePoint {
    private @Nullable EventId reached;

    /** {@code event}, which is sent next, with an id that is not behind those before it. */
    OutgoingEvent advance(OutgoingEvent event, EventFrame frame) {
        EventId position = event.position().orElse(null);
        EventId before = reached;
        if (position == null) {
            return event;
        }
        if (before == null) {
            // What a connection begins with is in order. A position is behind it.
            reached = frame.isControl() ? position : null;
            return event;
        }
        EventId now = position.notBefore(before.facts());
        if (!frame.isHostFact()) {
            // Only an event of the host leads further among these. The id may hold the cursor of an older one.
            now = before.cursor().map(now::withCursor).orElse(now);
        }
        reached = now;
        return now.equals(position) ? event : event.at(now);
    }
}
