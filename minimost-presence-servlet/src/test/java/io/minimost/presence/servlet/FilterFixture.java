package io.minimost.presence.servlet;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.PresenceStoreBuilder;
import io.minimost.presence.push.EventHub;
import io.minimost.presence.test.RecordedEvents;
import io.minimost.presence.test.SteppedClock;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** A server with the filter, for suites of tests. A subclass selects the container. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class FilterFixture implements StreamFixture {
    private static final Instant START = Instant.parse("2026-11-24T00:00:00Z");

    private final Switch filter = new Switch();
    private SteppedClock clock = new SteppedClock(START);
    private TestServer server = noServer();
    private final StorePlace place = newPlace();
    private PresenceStore store = PresenceStore.inMemory();
    private RecordedEvents changes = RecordedEvents.of(store);

    abstract TestServer start(Filter filter) throws Exception;

    /** In memory, unless a subclass says otherwise. */
    StorePlace newPlace() {
        return new FilePlace();
    }

    @BeforeAll
    void startServer() throws Exception {
        server = start(filter);
    }

    @AfterAll
    void stopServer() throws Exception {
        server.stop();
        closeStore();
    }

    @BeforeEach
    void openStore() {
        clock = new SteppedClock(START);
        reopen(builder -> builder);
    }

    @AfterEach
    void closeStore() {
        store.close();
        place.clear();
    }

    @Override
    public PresenceStore store() {
        return store;
    }

    @Override
    public RecordedEvents changes() {
        return changes;
    }

    @Override
    public StorePlace place() {
        return place;
    }

    @Override
    public void reopen(UnaryOperator<PresenceStoreBuilder> settings) {
        closeStore();
        use(settings.apply(place.empty().clock(clock).manualSweeps()));
    }

    @Override
    public void share(UnaryOperator<PresenceStoreBuilder> settings) {
        closeStore();
        use(settings.apply(place.shared()));
    }

    private void use(PresenceStoreBuilder builder) {
        store = builder.open();
        changes = RecordedEvents.of(store);
        configure(filtering -> filtering.publicChannels("general", "software"));
    }

    @Override
    public void configure(UnaryOperator<PresenceFilterBuilder> settings) {
        PresenceFilterBuilder builder = PresenceFilter.builder(store)
                .currentUser(request -> Optional.ofNullable(request.getHeader("X-User")))
                .nanoTime(clock::nanoTime);
        filter.replaceBy(settings.apply(builder).build());
    }

    @Override
    public SteppedClock clock() {
        return clock;
    }

    @Override
    public EventHub hub() {
        return filter.current.orElseThrow().hub();
    }

    @Override
    public void elapse(Duration time) {
        clock.advance(time);
    }

    @Override
    public Http http() {
        return new Http(server.port(), version(), Map.of());
    }

    @Override
    public RawHttp raw() {
        return new RawHttp(server.port());
    }

    private static TestServer noServer() {
        return new TestServer() {
            @Override
            public int port() {
                throw new IllegalStateException("not started");
            }

            @Override
            public void stop() {}
        };
    }

    /** Lets one server serve all tests, each with its own filter, and acts as a proxy that ends TLS. */
    private static final class Switch implements Filter {
        private volatile Optional<PresenceFilter> current = Optional.empty();

        private volatile Optional<FilterConfig> config = Optional.empty();

        @Override
        public void init(FilterConfig ofContainer) {
            config = Optional.of(ofContainer);
        }

        void replaceBy(PresenceFilter other) {
            destroy();
            other.init(config.orElseThrow());
            current = Optional.of(other);
        }

        @Override
        public void destroy() {
            current.ifPresent(PresenceFilter::destroy);
        }

        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            current.orElseThrow().doFilter(new Forwarded((HttpServletRequest) request), response, chain);
        }
    }

    /** A request as a container presents it behind a proxy. */
    private static final class Forwarded extends HttpServletRequestWrapper {
        Forwarded(HttpServletRequest request) {
            super(request);
        }

        @Override
        public String getScheme() {
            String forwarded = getHeader("X-Forwarded-Proto");
            return forwarded != null ? forwarded : super.getScheme();
        }
    }
}
