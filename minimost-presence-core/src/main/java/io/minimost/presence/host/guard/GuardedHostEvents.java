package io.minimost.presence.host.guard;

import io.minimost.presence.host.HostEvent;
import io.minimost.presence.host.HostEvents;
import java.util.List;
import java.util.Optional;

/** The host's events, whose failures are told from those of a client. */
public final class GuardedHostEvents implements HostEvents {
    private final HostEvents events;

    public GuardedHostEvents(HostEvents events) {
        this.events = events;
    }

    @Override
    public List<HostEvent> beginning(Opening opening) {
        return HostCalls.ask("HostEvents.beginning", () -> events.beginning(opening));
    }

    @Override
    public Optional<String> latest() {
        return HostCalls.ask("HostEvents.latest", () -> events.latest().map(GuardedHostEvents::requireCursor));
    }

    private static String requireCursor(String text) {
        if (!HostEvent.isCursor(text)) {
            throw new IllegalArgumentException("'" + text + "' is not a cursor");
        }
        return text;
    }
}
