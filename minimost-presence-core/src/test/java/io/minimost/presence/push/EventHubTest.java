package io.minimost.presence.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.host.HostEvent;
import io.minimost.presence.push.ConnectionRefusedException.Reason;
import io.minimost.presence.values.ChannelId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The hub as a transport uses it. */
class EventHubTest {
    private static final ChannelId GENERAL = ChannelId.parse("general");

    private final PresenceStore store = PresenceStore.inMemory();
    private final EventHub hub = EventHub.builder(store)
            .channelAccess((user, channel) -> !user.equals("mallory"))
            .maxConnections(2, 3)
            .build();

    @AfterEach
    void close() {
        hub.close();
        store.close();
    }

    private TestClient connect(String user) {
        TestClient client = new TestClient();
        hub.connect(ConnectRequest.of(user).withChannels(List.of(GENERAL)), client);
        return client;
    }

    @Test
    void connect_sendsTheCurrentState_andThenWhatHappens() {
        store.typing().start("bob", "general");

        TestClient alice = connect("alice");

        assertThat(alice.received()).first().isEqualTo("retry: 3000");
        assertThat(alice.received()).contains("event: typing\ndata: [\"bob\"]");
        store.typing().stop("bob", "general");
        await().until(() -> alice.received().contains("event: typing\ndata: []"));
    }

    @Test
    void connect_aboutAChannelThatTheUserMayNotUse_isWithoutIt() {
        TestClient mallory = connect("mallory");

        assertThat(mallory.received()).noneMatch(event -> event.startsWith("event: typing"));
        assertThat(mallory.received()).anyMatch(event -> event.startsWith("event: online_users"));
    }

    @Test
    void connect_beyondTheLimits_isRefused_andTheSinkIsNotUsed() {
        connect("alice");
        connect("alice");
        TestClient third = new TestClient();

        assertRefused(third, "alice", Reason.TOO_MANY_CONNECTIONS);
        connect("bob");
        assertRefused(third, "carol", Reason.TOO_MANY_CONNECTIONS);

        assertThat(third.received()).isEmpty();
        assertThat(third.ends()).isEmpty();
        assertThat(hub.openConnections()).isEqualTo(3);
        assertThat(hub.users()).containsExactlyInAnyOrder("alice", "bob");
    }

    @Test
    void connection_thatIsClosed_givesItsPlaceBack_andIsEndedOnce() {
        TestClient client = new TestClient();
        EventConnection connection = hub.connect(ConnectRequest.of("alice"), client);
        assertThat(connection.user()).isEqualTo("alice");

        connection.close();
        connection.close();

        assertThat(hub.openConnections()).isZero();
        assertThat(client.ends()).containsExactly(EndReason.CLOSED);
    }

    @Test
    void publishTo_reachesThatUserOnly_inOrder() {
        TestClient alice = connect("alice");
        TestClient bob = connect("bob");

        IntStream.range(0, 20)
                .forEach(
                        i -> hub.publishTo("alice", HostEvent.of("mark", "" + i).withCursor("" + i)));
        hub.publish(HostEvent.of("all", "1"));

        await().until(() -> bob.received().contains("event: all\ndata: 1"));
        await().until(() -> alice.received().contains("event: all\ndata: 1"));
        assertThat(bob.received()).noneMatch(event -> event.startsWith("event: mark"));
        assertThat(alice.received().stream().filter(event -> event.startsWith("event: mark")))
                .extracting(event -> event.split("\n", -1)[1])
                .containsExactlyElementsOf(
                        IntStream.range(0, 20).mapToObj(i -> "data: " + i).toList());
    }

    @Test
    void disconnect_endsTheConnectionsOfThatUser() {
        TestClient alice = connect("alice");
        TestClient bob = connect("bob");

        hub.disconnect("alice");

        assertThat(alice.ends()).containsExactly(EndReason.DISCONNECTED);
        assertThat(bob.ends()).isEmpty();
        assertThat(hub.users()).containsExactly("bob");
    }

    /** Who the user is was found out before. */
    @Test
    void connect_ofAUserWhoWasDisconnectedSinceTheRequestArrived_endsAtOnce() {
        long arrival = hub.arrival();
        hub.disconnect("alice");
        TestClient late = new TestClient();

        hub.connect(ConnectRequest.of("alice").arrivedAt(arrival), late);

        assertThat(late.ends()).containsExactly(EndReason.RESUME);
        assertThat(late.received()).last().isEqualTo("retry: 200");
        assertThat(connect("alice").ends()).isEmpty();
    }

    @Test
    void connect_ofAUserWhoWasDeletedSinceTheRequestArrived_sendsNothingButTheEnd() {
        long arrival = hub.arrival();
        store.deleteUser("alice");
        TestClient late = new TestClient();

        hub.connect(ConnectRequest.of("alice").withChannels(List.of(GENERAL)).arrivedAt(arrival), late);

        assertThat(late.received()).containsExactly("retry: 200");
        assertThat(late.ends()).containsExactly(EndReason.RESUME);
    }

    @Test
    void disconnect_dropsTheInitialEventsThatASlowClientHasNotRead() {
        TestClient slow = new TestClient();
        slow.pause();
        hub.connect(ConnectRequest.of("alice").withChannels(List.of(GENERAL)), slow);

        hub.disconnect("alice");
        slow.resume();

        assertThat(slow.received()).containsExactly("retry: 3000", "retry: 3000");
        assertThat(slow.ends()).containsExactly(EndReason.DISCONNECTED);
    }

    /** The thread of the hub hears of the deletion when the name is already in use again. */
    @Test
    void deletion_thatIsBroadcastLate_endsOnlyTheConnectionsThatWereOpen() {
        TestClient before = connect("alice");
        HeldTransport transport = HeldTransport.hold(hub);
        store.deleteUser("alice");

        TestClient after = connect("alice");
        transport.release();

        await().until(() -> before.ends().equals(List.of(EndReason.DISCONNECTED)));
        hub.publishTo("alice", HostEvent.of("last", "1"));
        await().until(() -> after.received().contains("event: last\ndata: 1"));
        assertThat(after.ends()).isEmpty();
    }

    @Test
    void shutdown_endsAllGently_andRefusesNewOnes_untilItIsStartedAgain() {
        TestClient alice = connect("alice");

        hub.shutdown();
        hub.shutdown();

        assertThat(alice.ends()).containsExactly(EndReason.SHUTDOWN);
        assertThat(alice.received().get(alice.received().size() - 1)).matches("retry: [345][0-9]{3}");
        assertThat(hub.openConnections()).isZero();
        assertRefused(new TestClient(), "alice", Reason.SHUT_DOWN);
        hub.publish(HostEvent.of("nobody", "1"));

        hub.start();
        hub.start();
        TestClient again = connect("alice");
        store.typing().start("bob", "general");
        await().until(() -> again.received().contains("event: typing\ndata: [\"bob\"]"));
    }

    /** Its transport has not yet taken the event before. */
    @Test
    void shutdown_waitsForAWriteThatIsUnderWay() {
        TestClient alice = new TestClient();
        try (EventHub patient =
                EventHub.builder(store).shutdownGrace(Duration.ofMinutes(1)).build()) {
            patient.connect(ConnectRequest.of("alice"), alice);
            alice.pause();
            patient.publish(HostEvent.of("news", "1"));
            await().until(() -> alice.received().contains("event: news\ndata: 1"));

            CompletableFuture<Void> shutdown = CompletableFuture.runAsync(patient::shutdown);
            await().until(() -> patient.stats().waiting() > 0);
            alice.resume();
            shutdown.join();
        }

        assertThat(alice.received().get(alice.received().size() - 1)).matches("retry: [345][0-9]{3}");
        assertThat(alice.ends()).containsExactly(EndReason.SHUTDOWN);
    }

    /** A server that stops waits until it was ended. */
    @Test
    void shutdown_alsoEndsConnectionsThatAreBroken() {
        TestClient alice = connect("alice");
        TestClient bob = connect("bob");
        alice.breakOff();
        bob.breakOff();
        hub.publishTo("alice", HostEvent.of("last", "1"));
        await().until(() -> hub.users().equals(Set.of("bob")));

        hub.shutdown();

        await().until(() -> alice.ends().equals(List.of(EndReason.FAILED)));
        await().until(() -> bob.ends().size() == 1);
    }

    @Test
    void badInput_isNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConnectRequest.of("a:b"))
                .withMessageContaining("a:b");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> hub.disconnect("a:b"))
                .withMessageContaining("a:b");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> hub.publishTo("a:b", HostEvent.of("x", "1")))
                .withMessageContaining("a:b");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> hub.unreadChanged("dm:b:a"))
                .withMessageContaining("dm:b:a");
        List<ChannelId> many = IntStream.rangeClosed(0, ConnectRequest.MAX_CHANNELS)
                .<ChannelId>mapToObj(i -> ChannelId.parse("c" + i))
                .toList();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConnectRequest.of("alice").withChannels(many))
                .withMessageContaining("101");
    }

    @ParameterizedTest
    @CsvSource({"-1, 5", "5, -1"})
    void negativeLimits_areNamed(int ofUser, int ofAll) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventHub.builder(store).maxConnections(ofUser, ofAll))
                .withMessage("%d connections of a user and %d of all must not be negative", ofUser, ofAll);
    }

    private void assertRefused(TestClient client, String user, Reason reason) {
        assertThatExceptionOfType(ConnectionRefusedException.class)
                .isThrownBy(() -> hub.connect(ConnectRequest.of(user), client))
                .satisfies(refused -> {
                    assertThat(refused.reason()).isEqualTo(reason);
                    assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(5));
                });
    }
}
