package io.minimost.examples.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.minimost.presence.push.EventHubBuilder;
import org.junit.jupiter.api.Test;

/** One connection more than allowed is refused, until another has given its place back. */
class ConnectionLimitsTest extends SocketTest {
    @Override
    EventHubBuilder settings(EventHubBuilder builder) {
        return builder.maxConnections(2, 3);
    }

    @Test
    void placeOfAUser_isGivenBack_whenTheirClientCloses() {
        try (SocketClient one = connect("alice", "");
                SocketClient two = connect("alice", "")) {
            assertRefused("alice");
            one.leave();

            assertThat(one.awaitEnd()).isEqualTo("1000 CLOSED");
            await().until(() -> hub().openConnections() == 1);
            try (SocketClient three = connect("alice", "")) {
                assertRefused("alice");
                assertThat(three.hasEnded()).isFalse();
            }
            assertThat(two.hasEnded()).isFalse();
        }
    }

    @Test
    void placeOfAll_isGivenBack_whenAClientCloses() {
        try (SocketClient alice = connect("alice", "");
                SocketClient again = connect("alice", "");
                SocketClient bob = connect("bob", "")) {
            // Being refused gives no place back.
            assertRefused("carol");
            assertRefused("carol");
            assertThat(hub().users()).containsExactlyInAnyOrder("alice", "bob");
            bob.leave();

            await().until(() -> hub().openConnections() == 2);
            try (SocketClient carol = connect("carol", "")) {
                assertRefused("bob");
                assertThat(carol.hasEnded()).isFalse();
            }
            assertThat(alice.hasEnded() || again.hasEnded()).isFalse();
        }
    }

    private void assertRefused(String user) {
        int before = hub().openConnections();
        try (SocketClient refused = SocketClient.reading(address(user, ""))) {
            assertThat(refused.awaitEnd()).isEqualTo("1013 TOO_MANY_CONNECTIONS");
            assertThat(refused.frames()).isEmpty();
        }
        assertThat(hub().openConnections()).isEqualTo(before);
    }
}
