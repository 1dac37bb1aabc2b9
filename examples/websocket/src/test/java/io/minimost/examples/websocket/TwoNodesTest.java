package io.minimost.examples.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.minimost.presence.PresenceStore;
import io.minimost.presence.channels.HistoryVisibility;
import io.minimost.presence.host.HostEvent;
import io.minimost.presence.push.EventHub;
import io.minimost.presence.testing.PostgresNodes;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.PresenceState;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two servers on one database of PostgreSQL: a client may be connected to either. */
class TwoNodesTest {
    @RegisterExtension
    final PostgresNodes nodes = new PostgresNodes(2).withTimers();

    private DemoServer first;
    private DemoServer second;

    @BeforeEach
    void start() {
        first = DemoServer.start(nodes.store(0), EventHub.builder(nodes.store(0)), 0);
        second = DemoServer.start(nodes.store(1), EventHub.builder(nodes.store(1)), 0);
    }

    @AfterEach
    void stop() {
        first.close();
        second.close();
    }

    @Test
    void whatHappensOnOneNode_reachesTheSocketsOfTheOther() {
        try (SocketClient alice = connect(second, "&channel=general")) {
            PresenceStore store = nodes.store(0);
            store.typing().start("bob", "general");
            alice.awaitEvent("typing", "[\"bob\"]");
            store.presence().sessions().report("bob", "phone-0123456789", PresenceState.IDLE);
            alice.awaitEvent("online_users", "{\"bob\":\"idle\"}");
            react(store, "general", 1);
            alice.awaitEvent("reactions", SocketTest.reacted(1));
            first.hub().publish(HostEvent.in("general", "plans", "\"lunch\""));
            alice.awaitEvent("plans", "\"lunch\"");
        }
    }

    @Test
    void clientOfANodeThatStops_resumesAtTheOther_withoutLossOrDoubling() {
        String left;
        try (SocketClient alice = connect(first, "&channel=general")) {
            react(nodes.store(1), "general", 1);
            left = alice.awaitEvent("reactions", SocketTest.reacted(1)).lastId();
            first.close();
            assertThat(alice.awaitEnd()).isEqualTo("1001 SHUTDOWN");
        }
        react(nodes.store(1), "general", 2);

        try (SocketClient alice = connect(second, "&channel=general&last_event_id=" + left)) {
            react(nodes.store(1), "general", 3);
            alice.awaitEvent("reactions", SocketTest.reacted(3));

            assertThat(alice.data("reactions")).containsExactly(SocketTest.reacted(2), SocketTest.reacted(3));
            assertThat(alice.events("resync")).isEmpty();
        }
    }

    @Test
    void memberWhoIsRemovedOnOneNode_receivesNothingMoreOnTheOther() {
        ChannelId.Private team = nodes.store(0)
                .channels()
                .create("Team", "carol", List.of("alice"))
                .id();
        try (SocketClient alice = connect(second, "&channel=general&channel=" + team.text())) {
            nodes.store(0).channels().removeMember(team, "carol", "alice");
            second.hub().publish(HostEvent.in(team.text(), "plans", "\"secret\""));
            react(nodes.store(1), team.text(), 1);
            react(nodes.store(1), "general", 2);

            alice.awaitEvent("reactions:general", SocketTest.reacted(2));
            assertThat(alice.frames())
                    .extracting(JsonNode::toString)
                    .noneMatch(frame -> frame.contains("secret") || frame.contains(SocketTest.reacted(1)));

            nodes.store(0).channels().addMember(team, "carol", "alice", HistoryVisibility.all());
            try (SocketClient again = connect(second, "&channel=" + team.text())) {
                react(nodes.store(0), team.text(), 3);
                again.awaitEvent("reactions", SocketTest.reacted(3));
            }
        }
    }

    private static void react(PresenceStore store, String channel, int second) {
        store.reactions().add(SocketTest.message(channel, second), "rocket", "bob");
    }

    private static SocketClient connect(DemoServer server, String query) {
        return SocketClient.reading(URI.create("ws://127.0.0.1:" + server.port() + "/events?user=alice" + query))
                .awaitBeginning();
    }
}
