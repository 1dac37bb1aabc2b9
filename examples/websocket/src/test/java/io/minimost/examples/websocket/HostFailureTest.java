package io.minimost.examples.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.push.EventHubBuilder;
import io.minimost.presence.receipts.MessageLookup;
import io.minimost.presence.values.MessageId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The host cannot say for some time how many messages a user has not read. */
class HostFailureTest extends SocketTest {
    private volatile boolean fails;

    @Override
    EventHubBuilder settings(EventHubBuilder builder) {
        return builder.messages(new MessageLookup() {
            @Override
            public Optional<Message> find(MessageId id, String viewer) {
                return Optional.empty();
            }

            @Override
            public List<Instant> messagesOfOthers(String channel, String reader, Optional<Instant> after) {
                if (fails) {
                    throw new IllegalStateException("the host's database is away");
                }
                return List.of();
            }
        });
    }

    @Test
    void client_learnsThatItMayTryAgainLater() {
        store().channels().create("Team", "alice", List.of("bob"));
        fails = true;
        try (SocketClient refused = SocketClient.reading(address("alice", "&channel=general"))) {
            assertThat(refused.awaitEnd()).isEqualTo("1013 HOST_FAILED");
            assertThat(refused.frames()).isEmpty();
        }
        assertThat(hub().openConnections()).isZero();

        fails = false;
        try (SocketClient alice = connect("alice", "&channel=general")) {
            assertThat(alice.data("private_channels")).hasSize(1);
            assertThat(alice.hasEnded()).isFalse();
        }
    }
}
