package io.minimost.presence.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.host.HostEvent;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.EpochSeconds;
import io.minimost.presence.values.MessageRef;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** More users lose rights while an event waits than the hub remembers: who may receive it is asked again, and nobody misses it. */
class ForgottenLossesTest {
    private static final ChannelId GENERAL = ChannelId.parse("general");

    private final PresenceStore store = PresenceStore.inMemory();
    private final EventHub hub =
            EventHub.builder(store).channelAccess((user, channel) -> true).build();
    private final TestClient alice = new TestClient();

    @BeforeEach
    void connect() {
        hub.connect(request(), alice);
    }

    @AfterEach
    void close() {
        hub.close();
        store.close();
    }

    @Test
    void factThatWaitsForASlowClient_isReceivedAfterResuming() {
        alice.pause();
        hub.publish(HostEvent.of("first", "0"));
        await().until(() -> alice.received().contains("event: first\ndata: 0"));
        react(5);
        await().until(() -> hub.stats().waiting() > 0);

        disconnectMany();
        alice.resume();
        react(6);

        await().untilAsserted(() -> assertThat(alice.ends()).containsExactly(EndReason.RESUME));
        TestClient again = new TestClient();
        hub.connect(request().resumeAfter(alice.lastId()), again);
        assertThat(again.received())
                .filteredOn(event -> event.startsWith("event: reactions"))
                .satisfiesExactly(
                        event -> assertThat(event).contains("\"ts\":5.0"),
                        event -> assertThat(event).contains("\"ts\":6.0"));
    }

    @Test
    void publicationThatWaitsForTheHub_isNotSkipped() {
        HeldTransport held = HeldTransport.hold(hub);
        hub.publish(HostEvent.in(GENERAL, "messages", "1").withCursor("c1"));

        disconnectMany();
        hub.publish(HostEvent.in(GENERAL, "messages", "2").withCursor("c2"));
        held.release();

        await().untilAsserted(() -> assertThat(alice.ends()).containsExactly(EndReason.RESUME));
        assertThat(alice.received()).noneMatch(event -> event.startsWith("event: messages"));
    }

    private static ConnectRequest request() {
        return ConnectRequest.of("alice").withChannels(List.of(GENERAL));
    }

    private void react(double second) {
        store.reactions().toggle(new MessageRef("general", EpochSeconds.toInstant(second)), "rocket", "bob");
    }

    private void disconnectMany() {
        IntStream.rangeClosed(0, Revocations.MAX_KEPT).forEach(i -> hub.disconnect("other" + i));
    }
}
