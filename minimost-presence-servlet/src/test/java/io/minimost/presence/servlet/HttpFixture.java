package io.minimost.presence.servlet;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.PresenceStoreBuilder;
import io.minimost.presence.test.RecordedEvents;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * The fixture of the tests over HTTP: a filter with the public channels {@code general} and {@code software},
 * whose users name themselves in a header, over an empty store. It is 2026-11-24T00:00:00Z. Fresh for each test.
 */
interface HttpFixture {
    PresenceStore store();

    /** All events of the store, one for each change. */
    RecordedEvents changes();

    /** Replaces the filter by one with other settings. */
    void configure(UnaryOperator<PresenceFilterBuilder> settings);

    /** Where the stores are. */
    StorePlace place();

    /** Replaces the store by an empty one with other settings, and the filter with it. Its clock is stepped, and it is swept, by tests only. */
    void reopen(UnaryOperator<PresenceStoreBuilder> settings);

    /** Replaces the store by an empty one that other programs may use, too, and the filter with it. Its clock is the machine's. */
    void share(UnaryOperator<PresenceStoreBuilder> settings);

    /** Opens another store on the database of the store that was shared. */
    default PresenceStore neighbour(UnaryOperator<PresenceStoreBuilder> settings) {
        return settings.apply(place().neighbour()).open();
    }

    /** Steps the clock of the store, which nobody sweeps, and that of the rate limits. */
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
