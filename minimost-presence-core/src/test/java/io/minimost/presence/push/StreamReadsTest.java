package io.minimost.presence.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.host.ChannelAccess;
import io.minimost.presence.stats.CallKind;
import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.PresenceState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How often the store is read for connections of many channels: not once for each of these. */
class StreamReadsTest {
    private static final int CHANNELS = 20;

    @RegisterExtension
    final StoreFixture fixture = StoreFixture.inFile();

    private final List<EventHub> hubs = new ArrayList<>();

    @AfterEach
    void closeHubs() {
        hubs.forEach(EventHub::close);
    }

    @Test
    void connectionOfManyChannels_isOpenedWithFewReads() {
        EventHub hub = hub(ChannelAccess.standard(fixture.store(), List.of()));
        List<ChannelId> channels = channelsOf("alice");
        ConnectRequest request = ConnectRequest.of("alice").withChannels(channels);
        TestClient first = new TestClient();

        assertThat(readsOf(() -> hub.connect(request, first))).isLessThanOrEqualTo(18);
        assertThat(typingEvents(first)).hasSize(CHANNELS);

        ConnectRequest again = request.resumeAfter(lastId(first));
        assertThat(readsOf(() -> hub.connect(again, new TestClient())))
                .as("while others watch the same, also one that resumes")
                .isLessThanOrEqualTo(10);
    }

    @Test
    void connectionWithThePresenceOfMembers_isOpenedWithFewReads() {
        EventHub hub = hub(ChannelAccess.standard(fixture.store(), List.of()));
        ConnectRequest request =
                ConnectRequest.of("alice").withChannels(channelsOf("alice")).withPresenceOfMembers();

        assertThat(readsOf(() -> hub.connect(request, new TestClient()))).isLessThanOrEqualTo(20);
    }

    @Test
    void hostsOwnRule_isAskedOnceForEachChannel() {
        Map<ChannelId, Integer> asked = new ConcurrentHashMap<>();
        EventHub hub = hub((user, channel) -> {
            asked.merge(channel, 1, Integer::sum);
            return fixture.store().channels().takesPart(channel, user);
        });
        List<ChannelId> channels = channelsOf("alice");

        hub.connect(ConnectRequest.of("alice").withChannels(channels), new TestClient());

        assertThat(asked)
                .hasSize(CHANNELS)
                .allSatisfy((channel, times) -> assertThat(times).isEqualTo(1));
    }

    /** Twelve users with twenty channels each, which are not shared, and the presence of their members. */
    @Test
    void changeOfAnotherProcess_isReadOnceForManyConnections() {
        EventHub hub = hub(ChannelAccess.standard(fixture.store(), List.of()));
        List<TestClient> clients = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            TestClient client = new TestClient();
            clients.add(client);
            hub.connect(
                    ConnectRequest.of("user" + i)
                            .withChannels(channelsOf("user" + i))
                            .withPresenceOfMembers(),
                    client);
        }
        fixture.store().presence().update("user3", PresenceState.ACTIVE);
        clients.forEach(client -> await().until(() -> typingEvents(client).size() == CHANNELS));

        long reads = readsOf(() -> {
            fixture.plain().sql("UPDATE presence SET state = 'idle' WHERE user = 'user3'");
            fixture.sweep();
            await().until(() -> clients.get(3).received().stream()
                            .filter(event -> event.contains("user3\":{\"state\":\"idle\""))
                            .count()
                    >= CHANNELS);
            // The thread broadcasts in order.
            HeldTransport.hold(hub).release();
        });

        assertThat(reads).isLessThan(200);
        assertThat(clients)
                .allSatisfy(client -> await().until(() ->
                        client.received().stream().anyMatch(event -> event.startsWith("event: changed_elsewhere"))));
        assertThat(clients).allSatisfy(client -> assertThat(client.ends()).isEmpty());
    }

    private EventHub hub(ChannelAccess access) {
        EventHub hub = EventHub.builder(fixture.store()).channelAccess(access).build();
        hubs.add(hub);
        return hub;
    }

    private List<ChannelId> channelsOf(String user) {
        return IntStream.range(0, CHANNELS)
                .<ChannelId>mapToObj(i -> fixture.store()
                        .channels()
                        .create("Team", user, List.of("member"))
                        .id())
                .toList();
    }

    private long readsOf(Runnable work) {
        long before = reads(fixture.store());
        work.run();
        return reads(fixture.store()) - before;
    }

    private static long reads(PresenceStore store) {
        return Objects.requireNonNull(store.activity().calls().get(CallKind.READ))
                .latency()
                .count();
    }

    private static List<String> typingEvents(TestClient client) {
        return client.received().stream()
                .filter(event -> event.startsWith("event: typing:"))
                .toList();
    }

    private static String lastId(TestClient client) {
        return Stream.of(client.received().toArray(String[]::new))
                .flatMap(String::lines)
                .filter(line -> line.startsWith("id: "))
                .map(line -> line.substring("id: ".length()))
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }
}
