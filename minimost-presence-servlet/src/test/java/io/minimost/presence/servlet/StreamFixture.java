package io.minimost.presence.servlet;

import io.minimost.presence.host.HostEvent;
import io.minimost.presence.push.EventHub;
import io.minimost.presence.test.SteppedClock;
import java.util.Map;
import java.util.UUID;

/** The fixture of the tests of event streams. */
interface StreamFixture extends HttpFixture {
    /** The hub of the filter. */
    EventHub hub();

    /** The clock that is stepped. */
    SteppedClock clock();

    /** Opens a stream; {@code query} begins with a question mark, or is empty. */
    default EventSourceClient stream(String user, String query) {
        return EventSourceClient.open(raw().port(), version(), "/events" + query, Map.of("X-User", user));
    }

    /** The same for a client that resumes. */
    default EventSourceClient stream(String user, String query, String lastEventId) {
        return EventSourceClient.open(
                raw().port(), version(), "/events" + query, Map.of("X-User", user, "Last-Event-ID", lastEventId));
    }

    /** Opens a stream and waits for its snapshot. */
    default EventSourceClient subscribe(String user, String query) {
        return stream(user, query).awaitSnapshot();
    }

    /**
     * Waits until {@code stream} has received everything that has happened until now, except throttled values.
     */
    default EventSourceClient settle(String user, EventSourceClient stream) {
        // In a batch, host events precede facts, so the second mark follows all facts until now.
        for (int i = 0; i < 2; i++) {
            String mark = "\"" + UUID.randomUUID() + "\"";
            hub().publishTo(user, HostEvent.of("mark", mark));
            stream.awaitEvent("mark", data -> data.toString().equals(mark));
        }
        return stream;
    }

    /** Waits until the last event of that name has the data of the route. */
    default void awaitSameAsRoute(String user, EventSourceClient stream, String event, String path) {
        stream.awaitLast(event, as(user).get(path).hasStatus(200).body());
    }
}
