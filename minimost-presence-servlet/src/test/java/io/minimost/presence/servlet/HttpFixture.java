package io.minimost.presence.servlet;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.events.PresenceEvent;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The fixture of the tests over HTTP: a filter with the public channels {@code general} and {@code software},
 * whose users name themselves in a header, over a store in memory. It is 2026-11-24T00:00:00Z. Fresh for each test.
 */
interface HttpFixture {
    PresenceStore store();

    /** All events of the store, one for each change. */
    List<PresenceEvent> changes();

    /** Replaces the filter by one with other settings. */
    void configure(UnaryOperator<PresenceFilterBuilder> settings);

    /** Replaces the store, and the filter with it. */
    void use(PresenceStore store);

    /** Steps the clock of the store and that of the rate limits. */
    void elapse(Duration time);

    /** The HTTP version of all clients except raw ones. */
    default HttpClient.Version version() {
        return HttpClient.Version.HTTP_1_1;
    }

    /** What the container itself answers if the target of a request is no path, such as {@code *}. */
    default int statusWithoutPath() {
        return 400;
    }

    /** An anonymous client. */
    Http http();

    RawHttp raw();

    default Http as(String user) {
        return http().as(user);
    }
}
