package io.minimost.presence.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.host.HostEvent;
import io.minimost.presence.testing.LogCapture;
import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.MessageRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The store cannot be read while the hub broadcasts: a table is missing for some time. */
class BroadcastFailureTest {
    private static final ChannelId GENERAL = ChannelId.parse("general");
    private static final String TYPING = "event: typing\ndata: [\"dave\",\"carol\"]";
    private static final MessageRef MESSAGE = new MessageRef(GENERAL, Instant.ofEpochSecond(5));

    @RegisterExtension
    final StoreFixture fixture = StoreFixture.inFile();

    private EventHub hub;

    @BeforeEach
    void createHub() {
        hub = EventHub.builder(store()).channelAccess((user, channel) -> true).build();
    }

    @AfterEach
    void closeHub() {
        hub.close();
    }

    @Test
    void factThatCannotBeRead_isReceivedByTheClientThatResumes() {
        TestClient alice = connect(ConnectRequest.of("alice"));
        HeldTransport transport = HeldTransport.hold(hub);
        store().reactions().add(MESSAGE, "tada", "bob");
        hide("message_reactions");
        store().calls().initiate("dm:alice:bob", "bob");

        transport.release();

        await().until(() -> alice.ends().equals(List.of(EndReason.RESUME)));
        assertThat(alice.received()).noneMatch(event -> event.contains("event: call_state"));
        show("message_reactions");
        TestClient again = connect(ConnectRequest.of("alice").resumeAfter(alice.lastId()));
        assertThat(again.received()).anyMatch(event -> event.contains("event: reactions"));
        assertThat(again.received()).anyMatch(event -> event.contains("event: call_state"));
    }

    @Test
    void publications_whenTheLogCannotBeRead_areSentLater_eachOnce_inOrder() {
        store().reactions().add(MESSAGE, "tada", "bob");
        TestClient alice = connect(ConnectRequest.of("alice"));
        try (LogCapture log = new LogCapture()) {
            hide("mp_facts");
            IntStream.range(0, 3).forEach(i -> hub.publishTo("alice", mark(i)));
            await().until(() -> log.text().contains("a broadcast failed, and is repeated"));
        }

        hub.publishTo("alice", mark(3));
        show("mp_facts");

        await().until(() -> marks(alice).size() >= 4);
        assertThat(marks(alice)).containsExactly("0", "1", "2", "3");
        assertThat(alice.ends()).isEmpty();
    }

    @Test
    void clientsThatCannotBeSentTheValuesThatTheySkipped_receiveThemLater() {
        TestClient alice = connectSlow("alice");
        TestClient bob = connectSlow("bob");
        IntStream.range(0, OutboundQueue.MAX_WAITING).forEach(i -> hub.publish(mark(i)));
        store().typing().start("dave", "general");
        // The thread broadcasts in order, so afterwards both clients have skipped a value.
        HeldTransport.hold(hub).release();
        HeldTransport transport = HeldTransport.hold(hub);
        store().typing().start("carol", "general");
        hide("typing");
        try (LogCapture log = new LogCapture()) {
            transport.release();
            await().until(() -> log.text().contains("cannot be broadcast now"));
            alice.resume();
            bob.resume();
            long start = System.nanoTime();
            await().until(() -> attempts(log, "alice") >= 4 && attempts(log, "bob") >= 4);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as("attempts are a second apart, however many clients wait")
                    .isGreaterThan(Duration.ofMillis(2900));
        }

        show("typing");

        await().until(() -> alice.received().contains(TYPING));
        await().until(() -> bob.received().contains(TYPING));
    }

    @Test
    void shutdown_sendsWhatWasPublishedBefore() {
        for (int i = 0; i < 20; i++) {
            TestClient alice = connect(ConnectRequest.of("alice"));
            hub.publishTo("alice", mark(i));

            hub.shutdown();

            assertThat(marks(alice)).containsExactly("" + i);
            assertThat(alice.ends()).containsExactly(EndReason.SHUTDOWN);
            hub.start();
        }
    }

    private PresenceStore store() {
        return fixture.store();
    }

    private static int attempts(LogCapture log, String user) {
        return log.text().split(user + " cannot receive current values now", -1).length - 1;
    }

    private TestClient connect(ConnectRequest request) {
        return connect(request, new TestClient());
    }

    /** The client takes one event and then no more. */
    private TestClient connectSlow(String user) {
        TestClient client = new TestClient();
        client.pause();
        return connect(ConnectRequest.of(user), client);
    }

    private TestClient connect(ConnectRequest request, TestClient client) {
        hub.connect(request.withChannels(List.of(GENERAL)), client);
        return client;
    }

    /** An event that no later one replaces. */
    private static HostEvent mark(int number) {
        return HostEvent.of("mark", "" + number).withCursor("" + number);
    }

    private static List<String> marks(TestClient client) {
        return client.received().stream()
                .filter(event -> event.contains("event: mark\n"))
                .map(event -> event.lines()
                        .filter(line -> line.startsWith("data: "))
                        .collect(Collectors.joining())
                        .substring("data: ".length()))
                .toList();
    }

    private void hide(String table) {
        fixture.plain().sql("ALTER TABLE %s RENAME TO hidden".formatted(table));
    }

    private void show(String table) {
        fixture.plain().sql("ALTER TABLE hidden RENAME TO %s".formatted(table));
    }
}
