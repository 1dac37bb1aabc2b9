package io.minimost.presence.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.channels.HistoryVisibility;
import io.minimost.presence.channels.PrivateChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All members of a channel are sent its changes. What each is sent must not grow with the number of members. */
class LargeChannelTest {
    private final PresenceStore store = PresenceStore.inMemory();
    private final EventHub hub = EventHub.builder(store).build();

    @AfterEach
    void close() {
        hub.close();
        store.close();
    }

    @Test
    void changesOfALargeChannel_areSentWithoutItsMembers() {
        PrivateChannel large = channelOf(5000);
        store.channels().create("Small", "user1", List.of("user2"));
        List<TestClient> clients = new ArrayList<>();
        for (String user : List.of("user1", "user2", "user4999")) {
            TestClient client = new TestClient();
            hub.connect(ConnectRequest.of(user), client);
            clients.add(client);
        }

        store.channels().rename(large.id(), "user7", "Renamed");
        clients.forEach(client -> await().until(() -> client.received().stream()
                .anyMatch(event -> event.contains("\"members\":[],\"members_omitted\":true,\"name\":\"Renamed\""))));
        store.channels().removeMember(large.id(), "user7", "user8");
        store.channels().addMember(large.id(), "user7", "user8", HistoryVisibility.fromNow());
        hub.shutdown();

        assertThat(clients)
                .allSatisfy(client -> assertThat(client.received())
                        .allSatisfy(event -> assertThat(event.length()).isLessThan(400)));
        assertThat(clients.get(0).received())
                .anyMatch(event -> event.contains("\"members\":[\"user1\",\"user2\"],\"name\":\"Small\""));
    }

    @ParameterizedTest
    @CsvSource({"200, false", "201, true"})
    void channelsThatOneRequestCreates_areSentWithAllTheirMembers(int members, boolean areOmitted) {
        channelOf(members);
        TestClient client = new TestClient();

        hub.connect(ConnectRequest.of("user1"), client);

        String event = client.received().stream()
                .filter(each -> each.startsWith("event: private_channels"))
                .findFirst()
                .orElseThrow();
        assertThat(event.contains("members_omitted")).isEqualTo(areOmitted);
        assertThat(event.contains("user199")).isEqualTo(!areOmitted);
    }

    private PrivateChannel channelOf(int members) {
        PrivateChannel channel = store.channels().create("Everybody", "user0", List.of());
        for (int i = 1; i < members; i++) {
            store.channels().addMember(channel.id(), "user0", "user" + i, HistoryVisibility.fromNow());
        }
        return channel;
    }
}
