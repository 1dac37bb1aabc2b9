package io.minimost.presence.servlet;

import io.minimost.presence.host.HostEvent;
import io.minimost.presence.push.EventHub;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;

/** What the tests of event streams work with. */
interface StreamFixture extends HttpFixture {
    /** The streams of the filter. */
    EventHub hub();

    /** The clock that is stepped. */
    InstantSource clock();

    /** Opens a stream; {@code query} begins with a question mark, or is empty. */
    default EventSourceClient stream(String user, String query) {
        return EventSourceClient.open(raw().port(), version(), "/events" + query, Map.of("X-User", user));
    }

    /** The same of a client that comes back. */
    default EventSourceClient stream(String user, String query, String lastEventId) {
        return EventSourceClient.open(
                raw().port(), version(), "/events" + query, Map.of("X-User", user, "Last-Event-ID", lastEventId));
    }

    /** Opens a stream and waits for what it begins with. */
    default EventSourceClient subscribe(String user, String query) {
        return stream(user, query).awaitSnapshot();
    }

    /**
     * Waits until {@code stream} has said what there was to say about everything that has happened until now, but for values
     * that rest.
     */
    default EventSourceClient settle(String user, EventSourceClient stream) {
        // What the host publishes comes before the facts that are told with it, so the second one comes after them.
        for (int i = 0; i < 2; i++) {
            String mark = "\"" + UUID.randomUUID() + "\"";
            hub().publishTo(user, HostEvent.of("mark", mark));
            stream.awaitEvent("mark", data -> data.toString().equals(mark));
        }
        return stream;
    }

    /** The last event of that name says what the route answers, as soon as it does. */
    default void awaitSameAsRoute(String user, EventSourceClient stream, String event, String path) {
        stream.awaitLast(event, as(user).get(path).hasStatus(200).body());
    }
}
