package io.minimost.examples.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.minimost.presence.push.EventHubBuilder;
import io.minimost.presence.values.PresenceState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventEndpointTest extends SocketTest {
    @Override
    EventHubBuilder settings(EventHubBuilder builder) {
        return builder.maxConnections(2, 100);
    }

    @Test
    void connection_beginsWithTheCurrentState() {
        store().typing().start("bob", "general");
        store().presence().update("bob", PresenceState.ACTIVE);
        store().presence().update("carol", PresenceState.IDLE);
        say("general", "hello");

        try (SocketClient alice = connect("alice", "&channel=general")) {
            assertThat(alice.data("typing")).containsExactly("[]");
            assertThat(alice.data("online_users")).containsExactly("{\"bob\":\"active\",\"carol\":\"idle\"}");
            assertThat(alice.events("messages"))
                    .extracting(frame -> frame.path("data").path("text").asText())
                    .containsExactly("hello");
        }
        store().typing().start("bob", "general");
        try (SocketClient alice = connect("alice", "&channel=general")) {
            assertThat(alice.data("typing")).containsExactly("[\"bob\"]");
            List<JsonNode> frames = alice.frames();
            assertThat(frames.get(0).path("retry").asInt()).isEqualTo(3000);
            assertThat(frames.get(frames.size() - 1).path("id").asText())
                    .isEqualTo(store().events().latest().text() + "~1");
        }
    }

    @Test
    void connection_receivesWhatHappens() {
        try (SocketClient alice = connect("alice", "&channel=general")) {
            react("general", 1);
            alice.awaitEvent("reactions", reacted(1));
            store().typing().start("bob", "general");
            alice.awaitEvent("typing", "[\"bob\"]");
            say("general", "said ü€😀");
            alice.awaitFrame(frame -> frame.path("data").path("text").asText().equals("said ü€😀"));
        }
    }

    @Test
    void connectionAboutSeveralChannels_namesThem() {
        try (SocketClient alice = connect("alice", "&channel=general&channel=dm:alice:bob&channel=dm:bob:carol")) {
            react("dm:bob:carol", 1);
            react("dm:alice:bob", 2);

            alice.awaitEvent("reactions:dm:alice:bob", reacted(2));
            assertThat(alice.data("typing:general")).containsExactly("[]");
            assertThat(alice.frames().toString()).doesNotContain("carol");
        }
    }

    @Test
    void silence_isBrokenByAPosition() {
        try (SocketClient alice = connect("alice", "&channel=general")) {
            int before = alice.frames().size();

            // Again, because the hub may note only after the first step that the last frame was written.
            await().pollDelay(Duration.ZERO).pollInterval(Duration.ofSeconds(1)).until(() -> {
                elapse(Duration.ofSeconds(15));
                return alice.frames().size() > before;
            });
            assertThat(alice.frames().get(before))
                    .hasToString("{\"id\":\"" + store().events().latest().text() + "\"}");
        }
    }

    @Test
    void clientThatIsGone_leavesItsPlace() {
        try (SocketClient one = connect("alice", "");
                SocketClient two = connect("alice", "")) {
            assertThat(SocketClient.reading(address("alice", "")).awaitEnd()).isEqualTo("1013 TOO_MANY_CONNECTIONS");
            assertThat(hub().openConnections()).isEqualTo(2);
            one.abort();

            await().until(() -> hub().openConnections() == 1);
            connect("alice", "").close();
            assertThat(two.hasEnded()).isFalse();
        }
    }

    @Test
    void userWhoIsDisconnected_isToldSo() {
        try (SocketClient alice = connect("alice", "");
                SocketClient bob = connect("bob", "")) {
            hub().disconnect("alice");

            assertThat(alice.awaitEnd()).isEqualTo("1008 DISCONNECTED");
            assertThat(alice.frames().get(alice.frames().size() - 1)).hasToString("{\"retry\":3000}");
            assertThat(bob.hasEnded()).isFalse();
        }
    }

    @Test
    void whatCannotBe_isRefusedAndNamed() {
        assertThat(end("a:b", "")).isEqualTo("1008 user name 'a:b' contains ':'");
        assertThat(end("", "")).startsWith("1008 user name ");
        assertThat(end("alice", "&channel=dm:bob:alice")).startsWith("1008 channel 'dm:bob:alice'");
        // The frame that closes a WebSocket has room for 123 bytes. Here the last character is cut in two.
        assertThat(end("alice", "&channel=" + "%E2%82%AC".repeat(500)))
                .matches("1008 channel '€+\ufffd")
                .satisfies(end -> assertThat(end.getBytes(UTF_8)).hasSizeBetween(126, 128));
        assertThat(hub().openConnections()).isZero();
    }

    private String end(String user, String query) {
        return SocketClient.reading(address(user, query)).awaitEnd();
    }
}
