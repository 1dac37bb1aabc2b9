package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.host.HostEvent;
import io.minimost.presence.test.PresenceStoreExtension;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of streams when the server, the filter or the store ends. */
@ExtendWith(PresenceStoreExtension.class)
class StreamShutdownTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String BIG = "\"" + "x".repeat(4_000_000) + "\"";

    @TempDir
    private Path base;

    private final PresenceStore store;
    private final PresenceFilter filter;

    StreamShutdownTest(PresenceStore store) {
        this.store = store;
        filter = PresenceFilter.builder(store)
                .currentUser(request -> Optional.ofNullable(request.getHeader("X-User")))
                .publicChannels("general")
                .build();
    }

    /** It does not wait for its streams to end by themselves. */
    @ParameterizedTest
    @EnumSource
    void serverThatStops_endsItsStreams(Container container) throws Exception {
        TestServer server = container.start(filter, base);
        try (EventSourceClient alice = open(server, "alice");
                EventSourceClient bob = open(server, "bob")) {
            assertTimeoutPreemptively(PATIENCE, server::stop);

            alice.awaitEnd();
            bob.awaitEnd();
        }
        assertThat(filter.hub().users()).isEmpty();
    }

    /** The containers of these tests have it in two contexts. */
    @ParameterizedTest
    @EnumSource
    void filterThatIsDestroyed_endsItsStreams_whenNoContextUsesItAnyMore(Container container) throws Exception {
        List<FilterConfig> configs = new ArrayList<>();
        TestServer server = container.start(keeping(configs), base);
        try (EventSourceClient alice = open(server, "alice")) {
            filter.destroy();
            store.typing().start("bob", "general");
            alice.awaitLast("typing", "[\"bob\"]");

            filter.destroy();
            alice.awaitEnd();
            assertThat(Integer.parseInt(alice.retry())).isBetween(3000, 6000);
            assertThat(filter.hub().openConnections()).isZero();

            try (EventSourceClient late =
                    EventSourceClient.open(server.port(), "/events?channel=general", Map.of("X-User", "alice"))) {
                assertThat(late.status()).isEqualTo(503);
                assertThat(late.header("retry-after")).contains("5");
            }
            assertThat(filter.hub().openConnections()).isZero();

            List.copyOf(configs).forEach(filter::init);
            try (EventSourceClient again = open(server, "alice")) {
                store.typing().stop("bob", "general");
                again.awaitLast("typing", "[]");
            }
        } finally {
            server.stop();
        }
    }

    @Test
    void filterThatIsDestroyedBeforeItBegins_servesAsLongAsAContextUsesIt() throws Exception {
        filter.destroy();
        TestServer server = Container.JETTY.start(filter, base);
        try (EventSourceClient alice = open(server, "alice")) {
            filter.destroy();
            store.typing().start("bob", "general");
            alice.awaitLast("typing", "[\"bob\"]");
        } finally {
            server.stop();
        }
    }

    /** Its client takes nothing, so the end cannot be sent to it. */
    @ParameterizedTest
    @EnumSource
    void filterThatIsDestroyed_keepsNoSlotForAStuckClient(Container container) throws Exception {
        TestServer server = container.start(filter, base);
        try (RawStream stuck = new RawStream(server.port(), "bob", "").awaitHead()) {
            for (int i = 0; i < 3; i++) {
                filter.hub().publishTo("bob", HostEvent.of("big", BIG).withCursor("" + i));
            }
            try (EventSourceClient witness = open(server, "bob")) {
                filter.hub().publishTo("bob", HostEvent.of("mark", "{}").withCursor("3"));
                witness.awaitEvent("mark", data -> true);
            }
            assertThat(filter.hub().openConnections()).isPositive();

            filter.destroy();
            filter.destroy();

            assertThat(filter.hub().openConnections()).isZero();
            stuck.reset();
        } finally {
            server.stop();
        }
    }

    /** Servers that stop wait for the responses that have not ended. */
    @ParameterizedTest
    @EnumSource
    void filterThatIsDestroyed_endsTheStreamsOfClientsThatAreGone(Container container) throws Exception {
        AtomicInteger responses = new AtomicInteger();
        TestServer server = container.start(counting(responses), base);
        try {
            for (int i = 0; i < 3; i++) {
                new RawStream(server.port(), "bob", "").awaitHead().reset();
            }
            filter.hub().publishTo("bob", HostEvent.of("news", "{}"));
            new RawStream(server.port(), "bob", "").awaitHead().reset();

            filter.destroy();
            filter.destroy();

            await().atMost(PATIENCE).until(() -> responses.get() == 0);
        } finally {
            server.stop();
        }
    }

    /** Although nothing more happens in it that could be sent. */
    @ParameterizedTest
    @EnumSource
    void storeThatIsClosedFirst_endsTheStreams(Container container) throws Exception {
        TestServer server = container.start(filter, base);
        try (EventSourceClient alice = open(server, "alice")) {
            store.close();

            alice.awaitEnd();
            assertThat(Integer.parseInt(alice.retry())).isBetween(3000, 6000);
            await().until(() -> filter.hub().openConnections() == 0);
        } finally {
            server.stop();
        }
    }

    private Filter keeping(List<FilterConfig> configs) {
        return new ForwardingFilter(filter) {
            @Override
            public void init(FilterConfig ofContainer) throws ServletException {
                configs.add(ofContainer);
                super.init(ofContainer);
            }
        };
    }

    /** @param open the number of asynchronous responses that have not ended */
    private Filter counting(AtomicInteger open) {
        return new ForwardingFilter(filter) {
            @Override
            public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                    throws IOException, ServletException {
                super.doFilter(request, response, chain);
                if (request.isAsyncStarted()) {
                    open.incrementAndGet();
                    request.getAsyncContext().addListener(new CompletionListener(open::decrementAndGet));
                }
            }
        };
    }

    private record CompletionListener(Runnable onComplete) implements AsyncListener {
        @Override
        public void onComplete(AsyncEvent event) {
            onComplete.run();
        }

        @Override
        public void onTimeout(AsyncEvent event) {}

        @Override
        public void onError(AsyncEvent event) {}

        @Override
        public void onStartAsync(AsyncEvent event) {}
    }

    private static EventSourceClient open(TestServer server, String user) {
        return EventSourceClient.open(server.port(), "/events?channel=general", Map.of("X-User", user))
                .awaitSnapshot();
    }
}
