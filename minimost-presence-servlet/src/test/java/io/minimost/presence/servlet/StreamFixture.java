package io.minimost.presence.servlet;

import java.util.Map;

/** What the tests of event streams work with. */
interface StreamFixture extends HttpFixture {
    /** Opens a stream; {@code query} begins with a question mark, or is empty. */
    default EventSourceClient stream(String user, String query) {
        return EventSourceClient.open(raw().port(), "/events" + query, Map.of("X-User", user));
    }

    /** The same of a client that comes back. */
    default EventSourceClient stream(String user, String query, String lastEventId) {
        return EventSourceClient.open(
                raw().port(), "/events" + query, Map.of("X-User", user, "Last-Event-ID", lastEventId));
    }
}
