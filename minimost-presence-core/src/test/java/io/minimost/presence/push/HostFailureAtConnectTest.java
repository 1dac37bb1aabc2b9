package io.minimost.presence.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.errors.PresenceStoreException;
import io.minimost.presence.host.HostEvent;
import io.minimost.presence.host.HostEventSource;
import io.minimost.presence.push.ConnectionRefusedException.Reason;
import io.minimost.presence.receipts.MessageLookup;
import io.minimost.presence.testing.LogCapture;
import io.minimost.presence.values.MessageId;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An interface of the host fails, or answers what makes no sense, while a client connects: it is refused for the moment. */
@SuppressWarnings("NullAway") // what a host without null checks does
class HostFailureAtConnectTest {
    private final PresenceStore store = PresenceStore.inMemory();

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void initialEvents() {
        assertRefusedBy(
                source(HostFailureAtConnectTest::fail, Optional::empty),
                "HostEventSource.initialEvents",
                "of the host");
        assertRefusedBy(source(() -> null, Optional::empty), "HostEventSource.initialEvents", "null");
        assertRefusedBy(
                source(() -> Arrays.asList(HostEvent.of("motd", "1"), null), Optional::empty),
                "HostEventSource.initialEvents",
                "NullPointerException");
    }

    @Test
    void latestCursor() {
        assertRefusedBy(source(List::of, HostFailureAtConnectTest::fail), "HostEventSource.latest", "of the host");
        assertRefusedBy(source(List::of, () -> null), "HostEventSource.latest", "NullPointerException");
        assertRefusedBy(source(List::of, () -> Optional.of("no\ncursor")), "HostEventSource.latest", "is not a cursor");
    }

    @Test
    void messages() {
        store.channels().create("Team", "alice", List.of("bob"));

        assertRefused(
                EventHub.builder(store).messages(messages(HostFailureAtConnectTest::fail)),
                "MessageLookup.countMessagesOfOthers",
                "of the host");
        assertRefused(
                EventHub.builder(store).messages(messages(() -> null)),
                "MessageLookup.countMessagesOfOthers",
                "NullPointerException");
    }

    @Test
    void exceptionThatJavaWouldHaveChecked() {
        assertRefusedBy(
                source(
                        () -> {
                            throw HostFailureAtConnectTest.<RuntimeException>unchecked(new IOException("away"));
                        },
                        Optional::empty),
                "HostEventSource.initialEvents",
                "away");
    }

    @Test
    void hostThatRecovers_acceptsTheNextClient_withTheSameHub() {
        AtomicReference<Supplier<Optional<String>>> latest = new AtomicReference<>(HostFailureAtConnectTest::fail);
        try (EventHub hub = EventHub.builder(store)
                .hostEvents(source(List::of, () -> latest.get().get()))
                .build()) {
            assertRefused(hub);
            latest.set(Optional::empty);
            TestClient client = new TestClient();

            hub.connect(ConnectRequest.of("alice"), client);

            assertThat(client.received()).isNotEmpty();
            assertThat(hub.openConnections()).isEqualTo(1);
        }
    }

    @Test
    void storeOfTheHost_isAFailureOfTheStore() {
        try (EventHub hub = EventHub.builder(store)
                .hostEvents(source(
                        () -> {
                            throw new PresenceStoreException.Busy("chat.db", 5, "busy", null);
                        },
                        Optional::empty))
                .build()) {
            assertThatExceptionOfType(PresenceStoreException.Busy.class)
                    .isThrownBy(() -> hub.connect(ConnectRequest.of("alice"), new TestClient()));
            assertThat(hub.openConnections()).isZero();
        }
    }

    private void assertRefusedBy(HostEventSource source, String method, String cause) {
        assertRefused(EventHub.builder(store).hostEvents(source), method, cause);
    }

    private static void assertRefused(EventHubBuilder builder, String method, String cause) {
        try (EventHub hub = builder.build();
                LogCapture log = new LogCapture()) {
            assertRefused(hub);
            assertThat(log.text()).contains("alice is not connected").contains(method, cause);
        }
    }

    private static void assertRefused(EventHub hub) {
        TestClient client = new TestClient();
        assertThatExceptionOfType(ConnectionRefusedException.class)
                .isThrownBy(() -> hub.connect(ConnectRequest.of("alice"), client))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.HOST_FAILED));
        assertThat(hub.openConnections()).isZero();
        assertThat(client.received()).isEmpty();
        assertThat(client.ends()).isEmpty();
    }

    private static HostEventSource source(Supplier<List<HostEvent>> events, Supplier<Optional<String>> latest) {
        return new HostEventSource() {
            @Override
            public List<HostEvent> initialEvents(NewConnection connection) {
                return events.get();
            }

            @Override
            public Optional<String> latest() {
                return latest.get();
            }
        };
    }

    private static MessageLookup messages(Supplier<List<Instant>> times) {
        return new MessageLookup() {
            @Override
            public Optional<Message> find(MessageId id, String viewer) {
                return Optional.empty();
            }

            @Override
            public List<Instant> messagesOfOthers(String channel, String reader, Optional<Instant> after) {
                return times.get();
            }
        };
    }

    @SuppressWarnings("TypeParameterUnusedInFormals") // It fits every answer.
    private static <T> T fail() {
        throw new IllegalArgumentException("of the host");
    }

    /** Throws {@code failure} as a language without checked exceptions would. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Exception> E unchecked(Exception failure) throws E {
        throw (E) failure;
    }
}
