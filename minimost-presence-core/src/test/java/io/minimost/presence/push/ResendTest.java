package io.minimost.presence.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.host.HostEvent;
import io.minimost.presence.values.ChannelId;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A client that has skipped current values receives them when it has caught up, however many there are. */
class ResendTest {
    private static final List<ChannelId> CHANNELS =
            IntStream.range(0, 60).mapToObj(i -> ChannelId.parse("c" + i)).toList();

    private final PresenceStore store = PresenceStore.inMemory();
    private final EventHub hub =
            EventHub.builder(store).channelAccess((user, channel) -> true).build();
    private final SlowClient client = new SlowClient();

    @AfterEach
    void close() {
        hub.close();
        store.close();
    }

    /** Pauses once more when it receives the first of the values that are sent again. */
    private static final class SlowClient extends TestClient {
        private volatile boolean pausing;

        @Override
        public void write(OutgoingEvent event, Runnable onDone) throws IOException {
            if (pausing && event.name().equals(Optional.of("typing:c0"))) {
                pausing = false;
                pause();
            }
            super.write(event, onDone);
        }
    }

    @Test
    void moreValuesThanMayWait_areAllSent() {
        hub.connect(ConnectRequest.of("alice").withChannels(CHANNELS), client);
        client.pause();
        IntStream.rangeClosed(0, OutboundQueue.MAX_WAITING)
                .forEach(i ->
                        hub.publish(HostEvent.of("news", Integer.toString(i)).withCursor("c" + i)));
        await().until(() -> hub.stats().waiting() == OutboundQueue.MAX_WAITING);
        store.typing().start("bob", "c59");
        await().until(() -> hub.stats().dropped() > 0);
        int before = client.received().size();

        client.pausing = true;
        client.resume();
        await().until(() -> hub.stats().waiting() > OutboundQueue.MAX_WAITING);
        hub.publish(HostEvent.of("news", "\"last\""));
        client.resume();

        await().untilAsserted(() -> assertThat(client.received()).endsWith("event: news\ndata: \"last\""));
        assertThat(client.received().subList(before, client.received().size()))
                .contains("event: typing:c59\ndata: [\"bob\"]")
                .doesNotHaveDuplicates();
        assertThat(client.ends()).isEmpty();
    }
}
