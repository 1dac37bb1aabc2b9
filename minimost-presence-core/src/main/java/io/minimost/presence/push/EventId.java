package io.minimost.presence.push;

import io.minimost.presence.events.FactPosition;
import io.minimost.presence.host.HostEvent;
import java.util.Optional;

/**
 * How far a stream has come: in the log of facts, and in the host's own events if those have cursors. A browser keeps its
 * text and brings it back as {@code Last-Event-ID}.
 *
 * @param cursor that of the newest of the host's own events that had one
 */
record EventId(FactPosition facts, Optional<String> cursor) {
    private static final String SEPARATOR = "~";

    String text() {
        return facts.text() + cursor.map(text -> SEPARATOR + text).orElse("");
    }

    /** The place that {@code text} is; empty if it is none: whoever brings something else is served like a newcomer. */
    static Optional<EventId> parse(String text) {
        String[] parts = text.split(SEPARATOR, 2);
        Optional<String> cursor = parts.length == 2 ? Optional.of(parts[1]) : Optional.empty();
        return cursor.filter(given -> !HostEvent.isCursor(given)).isPresent()
                ? Optional.empty()
                : FactPosition.parse(parts[0]).map(facts -> new EventId(facts, cursor));
    }

    EventId at(FactPosition newer) {
        return new EventId(newer, cursor);
    }

    EventId at(String newer) {
        return new EventId(facts, Optional.of(newer));
    }

    /** This place in the log, or {@code reached} if that is further. */
    EventId notBefore(FactPosition reached) {
        boolean behind = facts.log().equals(reached.log()) && facts.sequence() < reached.sequence();
        return behind ? at(reached) : this;
    }
}
