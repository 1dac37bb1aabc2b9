package io.minimost.presence.push;

import io.minimost.presence.events.FactPosition;
import io.minimost.presence.host.HostEvent;
import java.util.Optional;

/**
 * The position of a client: in the log of facts, and in the host's own events if those have cursors. A browser keeps
 * its text and sends it back as {@code Last-Event-ID}.
 *
 * @param cursor the cursor of the newest of the host's own events that had one
 */
record EventId(FactPosition facts, Optional<String> cursor) {
    private static final String SEPARATOR = "~";

    String text() {
        return facts.text() + cursor.map(text -> SEPARATOR + text).orElse("");
    }

    /** Parses the text of an id. Empty if it is not one: the client then receives {@code resync} and starts over. */
    static Optional<EventId> parse(String text) {
        String[] parts = text.split(SEPARATOR, 2);
        Optional<String> cursor = parts.length == 2 ? Optional.of(parts[1]) : Optional.empty();
        return cursor.filter(given -> !HostEvent.isCursor(given)).isPresent()
                ? Optional.empty()
                : FactPosition.parse(parts[0]).map(facts -> new EventId(facts, cursor));
    }

    EventId withFacts(FactPosition newer) {
        return new EventId(newer, cursor);
    }

    EventId withCursor(String newer) {
        return new EventId(facts, Optional.of(newer));
    }

    /** This place in the log, or {@code reached} if that is further. */
    EventId notBefore(FactPosition reached) {
        boolean behind = facts.log().equals(reached.log()) && facts.sequence() < reached.sequence();
        return behind ? withFacts(reached) : this;
    }
}
