package io.minimost.presence.host.guard;

import io.minimost.presence.host.HostEvent;
import io.minimost.presence.host.HostEventSource;
import java.util.List;
import java.util.Optional;

/** The host's events. A failure of the host becomes an {@link HostFailedException}. */
public final class GuardedEventSource implements HostEventSource {
    private final HostEventSource events;

    public GuardedEventSource(HostEventSource events) {
        this.events = events;
    }

    @Override
    public List<HostEvent> initialEvents(NewConnection connection) {
        return HostCalls.ask("HostEventSource.initialEvents", () -> List.copyOf(events.initialEvents(connection)));
    }

    @Override
    public Optional<String> latest() {
        return HostCalls.ask("HostEventSource.latest", () -> events.latest().map(GuardedEventSource::requireCursor));
    }

    private static String requireCursor(String text) {
        if (!HostEvent.isCursor(text)) {
            throw new IllegalArgumentException("'" + text + "' is not a cursor");
        }
        return text;
    }
}
