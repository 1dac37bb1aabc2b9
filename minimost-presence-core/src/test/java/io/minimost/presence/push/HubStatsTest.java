package io.minimost.presence.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.host.HostEvent;
import io.minimost.presence.values.ChannelId;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a hub counts about itself. */
class HubStatsTest {
    private static final ChannelId GENERAL = ChannelId.parse("general");

    private final PresenceStore store = PresenceStore.inMemory();
    private final EventHub hub = EventHub.builder(store)
            .channelAccess((user, channel) -> true)
            .maxConnections(2, 3)
            .build();

    @AfterEach
    void close() {
        hub.close();
        store.close();
    }

    @Test
    void newHub_hasCountedNothing() {
        HubStats stats = hub.stats();

        assertThat(stats.connections()).isZero();
        assertThat(stats.mostConnectionsOfUser()).isZero();
        assertThat(stats.ended()).containsOnlyKeys(EndReason.values());
        assertThat(stats.ended().values()).containsOnly(0L);
        assertThat(stats.delivery().count()).isZero();
        assertThat(stats.topics()).isZero();
    }

    /** As a host does in its own tests. */
    @Test
    void figures_ofNoReason_canBeFormed() {
        HubStats stats = hub.stats();

        HubStats none = new HubStats(0, 0, 0, 0, Map.of(), 0, 0, 0, stats.delivery(), 0, 0);

        assertThat(none.ended()).isEmpty();
    }

    @Test
    void connections_areCounted_andThoseRefused() {
        connect("alice");
        connect("alice");
        assertThatThrownBy(() -> connect("alice")).isInstanceOf(ConnectionRefusedException.class);
        connect("bob");

        HubStats stats = hub.stats();

        assertThat(stats.connections()).isEqualTo(3);
        assertThat(stats.users()).isEqualTo(2);
        assertThat(stats.mostConnectionsOfUser()).isEqualTo(2);
        assertThat(stats.refused()).isEqualTo(1);
    }

    @Test
    void endedConnections_areCountedByReason() {
        connect("alice").connection().close();
        connect("alice").connection().close();
        connect("bob").connection().fail();
        connect("carol");
        hub.disconnect("carol");
        connect("dave");
        hub.shutdown();

        assertThat(hub.stats().ended())
                .containsAllEntriesOf(Map.of(
                        EndReason.CLOSED, 2L,
                        EndReason.FAILED, 1L,
                        EndReason.DISCONNECTED, 1L,
                        EndReason.SHUTDOWN, 1L,
                        EndReason.TOO_SLOW, 0L));
    }

    @Test
    void events_areMeasuredUntilTheTransportCanTakeTheNext() {
        Client alice = connect("alice");
        assertThat(hub.stats().delivery().count()).isZero();
        alice.pause();
        hub.publish(HostEvent.in("general", "messages", "1").withCursor("1"));
        await().until(() -> alice.received().contains("event: messages\ndata: 1\nid: " + idOfLast(alice)));
        long began = System.nanoTime();
        assertThat(hub.stats().delivery().count()).isZero();
        await().until(() -> System.nanoTime() - began > Duration.ofMillis(30).toNanos());

        alice.resume();

        assertThat(hub.stats().delivery().count()).isEqualTo(1);
        assertThat(hub.stats().delivery().longest()).isGreaterThanOrEqualTo(Duration.ofMillis(30));
    }

    @Test
    void typing_isMeasuredOnEachConnectionThatReceivesIt() {
        Client alice = connect("alice");
        Client carol = connect("carol");

        store.typing().start("bob", "general");

        await().until(() -> alice.received().contains("event: typing\ndata: [\"bob\"]"));
        await().until(() -> carol.received().contains("event: typing\ndata: [\"bob\"]"));
        await().untilAsserted(() -> assertThat(hub.stats().delivery().count()).isEqualTo(2));
        assertThat(hub.stats().delivery().longest()).isBetween(Duration.ofNanos(200_000), Duration.ofSeconds(10));
    }

    @Test
    void facts_areMeasured() {
        Client alice = connect("alice");

        store.screenShares().start("general", "bob");

        await().until(() -> alice.received().stream().anyMatch(event -> event.startsWith("event: screenshares")));
        await().until(() -> hub.stats().delivery().count() > 0);
    }

    @Test
    void waitingValues_areReplaced_andThoseOfASlowClientDropped() {
        Client alice = connect("alice");
        alice.pause();
        hub.publish(HostEvent.in("general", "first", "1"));
        await().until(() -> alice.received().contains("event: first\ndata: 1"));
        hub.publish(HostEvent.in("general", "state", "1"));
        await().until(() -> hub.stats().waiting() == 1);
        hub.publish(HostEvent.in("general", "state", "2"));
        await().until(() -> hub.stats().merged() == 1);
        assertThat(hub.stats().waiting()).isEqualTo(1);

        // Typing is dropped first when there is too much.
        store.typing().start("bob", "general");
        await().until(() -> hub.stats().waiting() == 2);
        IntStream.rangeClosed(1, OutboundQueue.MAX_WAITING - 1)
                .forEach(i ->
                        hub.publish(HostEvent.in("general", "messages", "1").withCursor("" + i)));

        await().until(() -> hub.stats().dropped() == 1);
        assertThat(hub.stats().waiting()).isEqualTo(OutboundQueue.MAX_WAITING);
        alice.resume();
        await().until(() -> hub.stats().waiting() == 0);
    }

    /** They may be of long ago. */
    @Test
    void initialEvents_areNotMeasured() {
        connect("alice");
        store.typing().start("bob", "general");
        await().until(() -> hub.stats().delivery().count() == 1);

        Client carol = connect("carol");

        assertThat(carol.received()).contains("event: typing\ndata: [\"bob\"]");
        assertThat(hub.stats().delivery().count()).isEqualTo(1);
    }

    /** It has had them, or a part of them: their age says nothing. */
    @Test
    void valuesThatAreSentAgain_areNotMeasured() {
        Client alice = connect("alice");
        alice.pause();
        hub.publish(HostEvent.in("general", "messages", "0").withCursor("0"));
        await().until(() -> alice.received().stream().anyMatch(event -> event.contains("messages")));
        store.typing().start("bob", "general");
        await().until(() -> hub.stats().waiting() == 1);
        IntStream.rangeClosed(1, OutboundQueue.MAX_WAITING)
                .forEach(i ->
                        hub.publish(HostEvent.in("general", "messages", "1").withCursor("" + i)));
        await().until(() -> hub.stats().dropped() == 1);

        alice.resume();

        await().until(() -> alice.received().contains("event: typing\ndata: [\"bob\"]"));
        assertThat(hub.stats().delivery().count()).isEqualTo(1 + OutboundQueue.MAX_WAITING);
    }

    @Test
    void topics_areCounted_andHowOftenTheyAreRead() {
        connect("alice");
        HubStats one = hub.stats();
        connect("bob");
        HubStats two = hub.stats();

        assertThat(one.topics()).isPositive();
        assertThat(one.topicReads()).isGreaterThanOrEqualTo(one.topics());
        // Those of the channel are read once for both.
        assertThat(two.topics()).isBetween(one.topics() + 1, 2 * one.topics() - 1);
    }

    @Test
    void stats_duringConcurrentUse_neverThrows() {
        List<CompletableFuture<Void>> users = IntStream.range(0, 4)
                .mapToObj(user -> CompletableFuture.runAsync(() -> {
                    for (int i = 0; i < 50; i++) {
                        hub.publish(HostEvent.in("general", "messages", "1").withCursor("" + i));
                        store.typing().start("user" + i, "general");
                        if (user < 3) {
                            connect("user" + user).connection().close();
                        }
                    }
                }))
                .toList();
        CompletableFuture<Void> all = CompletableFuture.allOf(users.toArray(CompletableFuture[]::new));

        await().until(all::isDone);
        assertThat(all).isCompleted();
        // Between its two calls, a user who waits for a processor may receive more events than their queue holds.
        await().untilAsserted(() -> {
            Map<EndReason, Long> others = new EnumMap<>(hub.stats().ended());
            assertThat(Stream.of(EndReason.CLOSED, EndReason.TOO_SLOW)
                            .mapToLong(reason -> Objects.requireNonNull(others.remove(reason)))
                            .sum())
                    .isEqualTo(150);
            assertThat(others.values()).containsOnly(0L);
            assertThat(hub.stats().connections()).isZero();
        });
    }

    private static String idOfLast(Client client) {
        String last = client.received().get(client.received().size() - 1);
        return last.substring(last.lastIndexOf("id: ") + 4);
    }

    private Client connect(String user) {
        Client client = new Client();
        client.connection = hub.connect(ConnectRequest.of(user).withChannels(List.of(GENERAL)), client);
        return client;
    }

    private static final class Client extends TestClient {
        private @Nullable EventConnection connection;

        EventConnection connection() {
            return Objects.requireNonNull(connection);
        }
    }
}
