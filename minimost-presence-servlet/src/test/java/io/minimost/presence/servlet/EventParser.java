package io.minimost.presence.servlet;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes events of lines, as a browser's EventSource does. For one thread, but for what it remembers. */
final class EventParser {
    private volatile String lastEventId = "";
    private volatile String retry = "";
    private volatile boolean hasBegun;
    private String name = "message";
    private boolean hasId;
    private String id = "";
    private final List<String> data = new ArrayList<>();

    /** An event; {@code id} is the last one that was sent by then. */
    record Event(String name, String data, String id) {
        JsonNode json() {
            return ClientResponse.json(data);
        }
    }

    /** Takes the next line, without its end; returns the event that it completes, if it does. */
    Optional<Event> take(String line) {
        if (line.isEmpty()) {
            return finish();
        } else if (line.startsWith("event: ")) {
            name = line.substring(7);
        } else if (line.startsWith("data: ")) {
            data.add(line.substring(6));
        } else if (line.startsWith("id: ")) {
            id = line.substring(4);
            hasId = true;
        } else if (line.startsWith("retry: ")) {
            retry = line.substring(7);
        } else {
            throw new AssertionError("not in the form of an event stream: " + line);
        }
        return Optional.empty();
    }

    /** What a browser would bring back when it connects again. */
    String lastEventId() {
        return lastEventId;
    }

    /** Whether there was an id outside of an event, as it stands behind all that a stream begins with. */
    boolean hasBegun() {
        return hasBegun;
    }

    /** The last milliseconds to wait that were sent. */
    String retry() {
        return retry;
    }

    private Optional<Event> finish() {
        lastEventId = id;
        Optional<Event> event =
                data.isEmpty() ? Optional.empty() : Optional.of(new Event(name, String.join("\n", data), id));
        hasBegun |= hasId && data.isEmpty();
        name = "message";
        hasId = false;
        data.clear();
        return event;
    }
}
