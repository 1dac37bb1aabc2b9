package io.minimost.presence.servlet;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Parses lines into events, as a browser's EventSource does. One thread calls {@code take}; any thread may read the state. */
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

    /** The id that a browser would send when it reconnects. */
    String lastEventId() {
        return lastEventId;
    }

    /** Whether there was an id outside of an event, which ends the snapshot. */
    boolean hasBegun() {
        return hasBegun;
    }

    /** The last retry time, in milliseconds. */
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
