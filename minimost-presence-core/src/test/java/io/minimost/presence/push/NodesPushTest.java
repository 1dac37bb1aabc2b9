package io.minimost.presence.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.channels.HistoryVisibility;
import io.minimost.presence.channels.PrivateChannel;
import io.minimost.presence.events.FactFilter;
import io.minimost.presence.events.FactPosition;
import io.minimost.presence.events.Facts;
import io.minimost.presence.host.HostEvent;
import io.minimost.presence.media.MediaTrack;
import io.minimost.presence.signaling.SignalType;
import io.minimost.presence.testing.TwoNodes;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.MessageRef;
import io.minimost.presence.values.PresenceState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What happens on one node reaches the connections of the other. */
class NodesPushTest {
    private static final ChannelId GENERAL = ChannelId.parse("general");
    private static final Optional<MediaTrack> CAMERA = Optional.of(MediaTrack.CAM);
    private static final Instant MESSAGE = Instant.ofEpochSecond(1_800_000_000);

    @RegisterExtension
    final TwoNodes nodes = new TwoNodes();

    private final List<EventHub> hubs = new ArrayList<>();

    @BeforeEach
    void openHubs() {
        hubs.add(hub(nodes.a()));
        hubs.add(hub(nodes.b()));
    }

    @AfterEach
    void closeHubs() {
        hubs.forEach(EventHub::close);
    }

    private static EventHub hub(PresenceStore store) {
        return EventHub.builder(store)
                .channelAccess((user, channel) ->
                        channel instanceof ChannelId.Public || store.channels().takesPart(channel, user))
                .build();
    }

    private EventHub hubA() {
        return hubs.get(0);
    }

    private EventHub hubB() {
        return hubs.get(1);
    }

    private TestClient connectToB(String user, ChannelId channel) {
        TestClient client = new TestClient();
        hubB().connect(ConnectRequest.of(user).withChannels(List.of(channel)), client);
        return client;
    }

    @Test
    void typingPresenceReceiptsAndReactions_reachTheOtherNode() {
        TestClient bob = connectToB("bob", GENERAL);

        nodes.a().typing().start("alice", "general");
        awaitEvent(bob, event -> event.equals("event: typing\ndata: [\"alice\"]"));
        nodes.a().presence().update("alice", PresenceState.HIDDEN);
        awaitEvent(bob, event -> event.startsWith("event: online_users") && event.contains("alice"));
        nodes.a().receipts().markRead("general", "alice", List.of(MESSAGE));
        awaitEvent(bob, event -> event.contains("event: read_receipts") && event.contains("alice"));
        nodes.a().reactions().add(new MessageRef("general", MESSAGE), "rocket", "alice");
        awaitEvent(bob, event -> event.contains("event: reactions") && event.contains("rocket"));
    }

    @Test
    void presenceOfAUser_reachesThoseWhoLookAtThem_onTheOtherNode() {
        TestClient bob = new TestClient();
        hubB().connect(ConnectRequest.of("bob").withPresenceOf(List.of("alice")), bob);

        nodes.a().presence().update("carol", PresenceState.ACTIVE);
        nodes.a().presence().update("alice", PresenceState.HIDDEN);

        awaitEvent(bob, event -> event.startsWith("event: presence") && event.contains("hidden"));
        assertThat(bob.received()).noneMatch(event -> event.contains("carol"));
    }

    @Test
    void deliveriesAndReadPoints_reachTheOtherNode() {
        Instant received = Instant.ofEpochSecond(1_700_000_000);
        TestClient alice = connectToB("alice", GENERAL);
        TestClient bob = connectToB("bob", GENERAL);

        nodes.a().receipts().readPoints().markReadPrivately("general", "alice", received);
        awaitEvent(alice, event -> event.equals("event: read_points\ndata: {\"general\":1700000000.0}"));
        nodes.a().receipts().deliveries().markDelivered("general", "alice", received);
        awaitEvent(bob, event -> event.equals("event: delivered_watermarks\ndata: {\"alice\":1700000000.0}"));

        assertThat(bob.received()).noneMatch(event -> event.contains("read_points"));
    }

    @Test
    void callsSharesAndSignals_reachTheOtherNode() {
        ChannelId direct = ChannelId.direct("alice", "bob");
        TestClient bob = connectToB("bob", direct);

        nodes.a().calls().initiate(direct, "alice");
        awaitEvent(bob, event -> event.contains("event: incoming_calls") && event.contains("alice"));
        nodes.a().screenShares().start(direct, "alice");
        awaitEvent(bob, event -> event.contains("event: screenshares") && event.contains("alice"));
    }

    @Test
    void eventsOfTheHost_reachBothNodes_inOrderAndOnce() {
        TestClient onB = connectToB("bob", GENERAL);
        TestClient onA = new TestClient();
        hubA().connect(ConnectRequest.of("carol").withChannels(List.of(GENERAL)), onA);

        for (int i = 0; i < 100; i++) {
            hubA().publish(HostEvent.in("general", "messages", "" + i).withCursor("c" + i));
        }
        hubA().publishTo("bob", HostEvent.of("hint", "\"only bob\""));

        awaitEvent(onB, event -> event.contains("only bob"));
        awaitEvent(onA, event -> event.contains("data: 99"));
        assertThat(messages(onB)).isEqualTo(messages(onA)).hasSize(100);
        assertThat(onA.received()).noneMatch(event -> event.contains("only bob"));
    }

    @Test
    void anEventThatIsTooLongForOtherNodes_isRefused_andReachesNobody() {
        TestClient onA = new TestClient();
        hubA().connect(ConnectRequest.of("carol"), onA);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> hubA().publish(HostEvent.of("hint", '"' + "x".repeat(70_000) + '"')))
                .withMessageContaining("65536");

        assertThat(onA.received()).noneMatch(event -> event.contains("hint"));
    }

    @Test
    void signalsAndMedia_reachTheOtherNode() {
        ChannelId direct = ChannelId.direct("alice", "bob");
        TestClient bob = connectToB("bob", direct);
        String call =
                nodes.a().calls().initiate(direct, "alice").call().orElseThrow().id();
        nodes.b().calls().accept(call, "bob");

        nodes.a().calls().signals().send(call, "alice", "bob", SignalType.OFFER, "\"from alice\"");
        awaitEvent(bob, event -> event.contains("event: signals") && event.contains("from alice"));
        TestClient alice = new TestClient();
        hubA().connect(ConnectRequest.of("alice").withChannels(List.of(direct)), alice);
        nodes.b().calls().signals().send(call, "bob", "alice", SignalType.ANSWER, "\"from bob\"");
        awaitEvent(alice, event -> event.contains("event: signals") && event.contains("from bob"));
        assertThat(alice.received()).noneMatch(event -> event.contains("from alice"));

        nodes.a().calls().media().putInit(call, "alice", CAMERA, "video/webm", new byte[] {1});
        assertThat(nodes.b()
                        .calls()
                        .media()
                        .read(call, "bob", "alice", CAMERA, OptionalLong.empty())
                        .orElseThrow()
                        .init())
                .isPresent();
    }

    @Test
    void aClientThatResumesOnTheOtherNode_receivesWhatItMissed_once() {
        FactPosition start = nodes.a().events().latest();
        List<String> told = new ArrayList<>();
        Optional<String> lastEventId = Optional.empty();
        for (int round = 0; round < 6; round++) {
            TestClient client = new TestClient();
            ConnectRequest request =
                    ConnectRequest.of("bob").withChannels(List.of(GENERAL)).withFacts();
            EventHub hub = hubs.get(round % 2);
            EventConnection connection =
                    hub.connect(lastEventId.map(request::resumeAfter).orElse(request), client);
            react(nodes.a(), 2 * round);
            react(nodes.b(), 2 * round + 1);
            int expected = round == 0 ? 2 : 4;
            await().untilAsserted(() -> assertThat(facts(client)).hasSize(expected));
            connection.close();
            List<String> ids = facts(client);
            told.addAll(ids);
            lastEventId = Optional.of(ids.get(ids.size() - 1));
            // While the client is away.
            react(nodes.a(), 100 + 2 * round);
            react(nodes.b(), 101 + 2 * round);
        }

        List<String> log = ((Facts.Page) nodes.a().events().since(start, FactFilter.everything()))
                .facts().stream().map(fact -> fact.position().text()).toList();
        assertThat(told).isEqualTo(log.subList(0, told.size())).hasSize(22);
    }

    private static void react(PresenceStore store, int message) {
        store.reactions().add(new MessageRef("general", MESSAGE.plusSeconds(message)), "rocket", "alice");
    }

    /** The ids of the facts that it has received. */
    private static List<String> facts(TestClient client) {
        return client.received().stream()
                .filter(event -> event.contains("event: fact\n"))
                .map(event -> event.lines()
                        .filter(line -> line.startsWith("id: "))
                        .findFirst()
                        .orElseThrow()
                        .substring(4))
                .toList();
    }

    @Test
    void disconnect_endsTheConnectionsOnTheOtherNode() {
        TestClient bob = connectToB("bob", GENERAL);

        hubA().disconnect("bob");

        await().until(() -> bob.ends().equals(List.of(EndReason.DISCONNECTED)));
    }

    /** A node that has no connections yet must know of it, too. */
    @Test
    void disconnect_endsTheFirstConnectionOfAnotherNode_whoseUserWasIdentifiedBefore() {
        long arrival = hubB().arrival();
        hubA().disconnect("bob");
        await().until(() -> hubB().arrival() > arrival);

        TestClient bob = new TestClient();
        hubB().connect(ConnectRequest.of("bob").withChannels(List.of(GENERAL)).arrivedAt(arrival), bob);

        assertThat(bob.ends()).containsExactly(EndReason.RESUME);
        TestClient again = connectToB("bob", GENERAL);
        assertThat(again.ends()).isEmpty();
    }

    @Test
    void aRemovalOnOneNode_holdsForEachPublicationOnTheOtherAfterIt() {
        PrivateChannel team = nodes.a().channels().create("Team", "alice", List.of("bob"));
        TestClient bob = connectToB("bob", team.id());
        for (int i = 0; i < 20; i++) {
            hubB().publish(HostEvent.in(team.id(), "messages", "\"before " + i + "\"")
                    .withCursor("b" + i));
            nodes.a().channels().removeMember(team.id(), "alice", "bob");
            hubB().publish(HostEvent.in(team.id(), "messages", "\"secret\"").withCursor("s" + i));
            nodes.a().channels().addMember(team.id(), "alice", "bob", HistoryVisibility.all());
        }
        hubB().publishTo("bob", HostEvent.of("hint", "\"end\""));
        awaitEvent(bob, event -> event.contains("end") || !bob.ends().isEmpty());

        assertThat(bob.received()).noneMatch(event -> event.contains("secret"));
    }

    private static List<String> messages(TestClient client) {
        return client.received().stream()
                .filter(event -> event.contains("event: messages"))
                .map(event -> event.substring(event.indexOf("data:")))
                .toList();
    }

    private static void awaitEvent(TestClient client, Predicate<String> isIt) {
        await().untilAsserted(() -> assertThat(client.received()).anyMatch(isIt));
    }
}
