package io.minimost.presence.push;

import io.minimost.presence.host.HostEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The frames of the host's own events. */
final class HostEventFrames {
    private HostEventFrames() {}

    /** @param position the position of a client that has received the event, including its cursor */
    static EventFrame frame(HostEvent event, EventId position) {
        byte[] json = event.json().getBytes(StandardCharsets.UTF_8);
        return event.cursor().isPresent()
                ? EventFrame.event(event.name(), event.channel(), json, position)
                        .identifiedBy(List.of(event.name(), event.channel(), event.cursor()))
                : EventFrame.event(event.name(), event.channel(), json)
                        .asValueOf(List.of(event.name(), event.channel()));
    }
}
