package io.minimost.presence.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.events.FactFilter;
import io.minimost.presence.events.PresenceEvent.TypingStarted;
import io.minimost.presence.push.ConnectRequest;
import io.minimost.presence.push.EndReason;
import io.minimost.presence.push.EventHub;
import io.minimost.presence.push.EventSink;
import io.minimost.presence.push.OutgoingEvent;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** A test that leaves something open fails, and its message says what and where. */
class LeakCheckTest {
    private static final Deque<AutoCloseable> LEFT = new ArrayDeque<>();

    @AfterEach
    void close() throws Exception {
        while (!LEFT.isEmpty()) {
            LEFT.pop().close();
        }
    }

    /** What a host might test. */
    static class Leaking {
        @RegisterExtension
        final PresenceStoreExtension presence = PresenceStoreExtension.onFile();

        @Test
        void nothing() {
            presence.store().events().on(TypingStarted.class, event -> {}).close();
            presence.connect("alice", "general");
            presence.openAnother(settings -> settings).typing().start("alice", "general");
        }

        @Test
        void subscription() {
            presence.store().events().on(TypingStarted.class, event -> {});
        }

        @Test
        void factsOfAHost() {
            new Host(presence.store());
        }

        @Test
        void hub() {
            LEFT.push(EventHub.builder(presence.store()).build());
        }

        @Test
        void recordingConnection() {
            RecordingConnection.open(presence.hub(), ConnectRequest.of("alice"));
        }

        @Test
        void connectionOfATransport() {
            presence.hub().connect(ConnectRequest.of("bob"), new Nowhere());
        }

        @Test
        void store() {
            LEFT.push(PresenceStore.inMemory());
        }

        @Test
        void storeInTheSamePlace() {
            LEFT.push(presence.newBuilder().open());
        }

        @Test
        void jdbcConnection() throws SQLException {
            LEFT.push(presence.connect());
        }

        @Test
        void two() {
            LEFT.push(PresenceStore.inMemory());
            presence.store().events().on(TypingStarted.class, event -> {});
        }

        @Test
        void failure() {
            presence.store().events().on(TypingStarted.class, event -> {});
            throw new IllegalStateException("of the test");
        }

        @Test
        void storeThatTheTestClosed() {
            presence.store().events().on(TypingStarted.class, event -> {});
            presence.store().close();
        }
    }

    static class Careless {
        @RegisterExtension
        final PresenceStoreExtension presence =
                PresenceStoreExtension.inMemory().withoutLeakCheck();

        @Test
        void subscription() {
            presence.store().events().on(TypingStarted.class, event -> {});
        }
    }

    /** A host's own code. */
    private static final class Host {
        Host(PresenceStore store) {
            store.events().onFacts(FactFilter.everything(), fact -> {});
        }
    }

    private static final class Nowhere implements EventSink {
        @Override
        public void write(OutgoingEvent event, Runnable onDone) {
            onDone.run();
        }

        @Override
        public void end(EndReason reason) {}
    }

    @Test
    void testThatClosesEverything_succeeds() {
        run("nothing").testEvents().assertStatistics(all -> all.succeeded(1).failed(0));
        run("storeThatTheTestClosed").testEvents().assertStatistics(all -> all.succeeded(1));
    }

    @Test
    void subscription_isNamed_withItsPlace() {
        assertThat(failure("subscription"))
                .hasMessageStartingWith("left open by the test:\n  a subscription to TypingStarted, opened at ")
                .hasMessageContaining("LeakCheckTest$Leaking.subscription(LeakCheckTest.java:");
        assertThat(failure("subscription").getSuppressed()).hasSize(1);
    }

    @Test
    void subscriptionOfAHost_isNamed_withTheHostsCode() {
        assertThat(failure("factsOfAHost"))
                .hasMessageContaining("a subscription to facts, opened at ")
                .hasMessageContaining("LeakCheckTest$Host.<init>(LeakCheckTest.java:");
    }

    @Test
    void hub_isNamed() {
        assertThat(failure("hub"))
                .hasMessageContaining("an EventHub, which was not shut down, opened at ")
                .hasMessageContaining("Leaking.hub(LeakCheckTest.java:");
    }

    @Test
    void connections_areNamed() {
        assertThat(failure("recordingConnection"))
                .hasMessageContaining("a connection of alice to the hub, opened at ")
                .hasMessageContaining("Leaking.recordingConnection(LeakCheckTest.java:");
        assertThat(failure("connectionOfATransport"))
                .hasMessageContaining("connections to the hub by other transports (1), of users among [bob]");
    }

    @Test
    void stores_areNamed() {
        assertThat(failure("store"))
                .hasMessageContaining("a store (:memory:), opened at ")
                .hasMessageContaining("Leaking.store(LeakCheckTest.java:");
        assertThat(failure("storeInTheSamePlace"))
                .hasMessageContaining("presence.db), opened at ")
                .hasMessageContaining("Leaking.storeInTheSamePlace(LeakCheckTest.java:");
    }

    @Test
    void jdbcConnection_isNamed() {
        assertThat(failure("jdbcConnection"))
                .hasMessageContaining("a JDBC connection, opened at ")
                .hasMessageContaining("Leaking.jdbcConnection(LeakCheckTest.java:");
    }

    @Test
    void severalLeaks_areAllNamed() {
        assertThat(failure("two")).hasMessageContainingAll("a subscription to", "a store (:memory:)");
    }

    @Test
    void failureOfTheTestItself_isNotHidden() {
        assertThat(failure("failure")).isInstanceOf(IllegalStateException.class).hasMessage("of the test");
        assertThat(failure("failure").getSuppressed()).isEmpty();
    }

    @Test
    void check_canBeSwitchedOff() {
        run(Careless.class, "subscription").testEvents().assertStatistics(all -> all.succeeded(1));
    }

    private static Throwable failure(String method) {
        return run(method).testEvents().failed().stream()
                .findFirst()
                .orElseThrow()
                .getRequiredPayload(TestExecutionResult.class)
                .getThrowable()
                .orElseThrow();
    }

    private static EngineExecutionResults run(String method) {
        return run(Leaking.class, method);
    }

    private static EngineExecutionResults run(Class<?> type, String method) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectMethod(type, method))
                .execute();
    }
}
