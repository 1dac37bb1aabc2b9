package io.minimost.presence.push;

import io.minimost.presence.host.HostEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The host's own events as they go over the network. */
final class HostEventFrames {
    private HostEventFrames() {}

    /** @param place where a client that has the event has come to, its cursor included */
    static EventFrame of(HostEvent event, EventId place) {
        byte[] json = event.json().getBytes(StandardCharsets.UTF_8);
        return event.cursor().isPresent()
                ? EventFrame.event(event.name(), event.channel(), json, place)
                        .identifiedBy(List.of(event.name(), event.channel(), event.cursor()))
                : EventFrame.event(event.name(), event.channel(), json).of(List.of(event.name(), event.channel()));
    }
}
