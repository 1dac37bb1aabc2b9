package io.minimost.presence.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minimost.presence.host.HostEvent;
import io.minimost.presence.push.ConnectRequest;
import io.minimost.presence.push.EndReason;
import io.minimost.presence.push.EventHub;
import io.minimost.presence.values.MessageRef;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RecordingConnectionTest {
    @RegisterExtension
    final PresenceStoreExtension presence = PresenceStoreExtension.inMemory();

    private void react(int second) {
        presence.store()
                .reactions()
                .add(
                        new MessageRef("general", PresenceStoreExtension.DEFAULT_START.plusSeconds(second)),
                        "rocket",
                        "bob");
    }

    @Test
    void connection_receivesTheStateAndThenWhatHappens() {
        presence.store().typing().start("bob", "general");
        RecordingConnection alice = presence.connect("alice", "general");
        assertThat(alice.await("typing").data()).isEqualTo("[\"bob\"]");

        presence.store().typing().stop("bob", "general");
        alice.await("typing", "[]");
        presence.hub().publish(HostEvent.in("general", "plans", "{\"lunch\":\"at\\n12\"}"));

        ReceivedEvent plans = alice.await("plans", data -> data.contains("lunch"));
        assertThat(plans.data()).isEqualTo("{\"lunch\":\"at\\n12\"}");
        assertThat(alice.data("typing")).containsExactly("[\"bob\"]", "[]");
        assertThat(alice).extracting(ReceivedEvent::name).contains("typing", "plans");
    }

    @Test
    void settle_showsWhatIsNotSent() {
        RecordingConnection alice = presence.connect("alice", "general");
        RecordingConnection second = presence.connect("alice", "general");
        alice.settle();
        alice.clear();
        presence.hub().publishTo("bob", HostEvent.of("secret", "1"));
        presence.hub().publishTo("alice", HostEvent.of("plans", "2"));

        alice.settle();
        second.settle();

        assertThat(alice).extracting(ReceivedEvent::name).containsExactly("plans");
        assertThat(second).extracting(ReceivedEvent::name).doesNotContain("secret", "recording_connection_mark");
    }

    @Test
    void reconnect_receivesWhatWasMissed() {
        RecordingConnection alice = presence.connect("alice", "general");
        react(1);
        alice.await("reactions");
        alice.close();
        assertThat(alice.awaitEnd()).isEqualTo(EndReason.CLOSED);
        react(2);

        try (RecordingConnection again = alice.reconnect()) {
            again.settle();
            assertThat(again.data("reactions"))
                    .singleElement()
                    .asString()
                    .contains(String.valueOf(
                            PresenceStoreExtension.DEFAULT_START.plusSeconds(2).getEpochSecond()));
        }
    }

    @Test
    void connectionThatIsPaused_receivesNothing_untilItReadsOn() {
        RecordingConnection alice = presence.connect("alice", "general");
        alice.settle();
        alice.clear();
        alice.pause();
        react(1);
        react(2);
        alice.withPatience(Duration.ofMillis(50));
        assertThatThrownBy(alice::settle).isInstanceOf(AssertionError.class);
        assertThat(alice.received()).isEmpty();

        alice.withPatience(RecordedEvents.DEFAULT_PATIENCE).resume();
        alice.settle();

        assertThat(alice.data("reactions")).hasSize(2);
    }

    @Test
    void silence_isTheClocks() {
        RecordingConnection alice = presence.connect("alice", "general");
        alice.settle();
        presence.clock().advance(Duration.ofMinutes(10));

        assertThat(alice.awaitEnd()).isEqualTo(EndReason.LIFETIME);
        assertThat(alice.ended()).contains(EndReason.LIFETIME);
    }

    @Test
    void awaitThatFails_listsWhatWasReceived() {
        presence.store().typing().start("bob", "general");
        RecordingConnection alice = presence.connect("alice", "general").withPatience(Duration.ofMillis(50));

        assertThatThrownBy(() -> alice.await("typing", "[\"carol\"]"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll("alice received no typing with [\"carol\"] within 0.05 s", "data=[\"bob\"]");
        assertThatThrownBy(alice::awaitEnd).hasMessageContaining("still open");

        presence.hub().disconnect("alice");
        assertThatThrownBy(() -> alice.await("typing", "[\"carol\"]"))
                .hasMessageContaining("before the end (DISCONNECTED)");
    }

    @Test
    void channelsOfOthers_reachNobodyElse() {
        RecordingConnection carol = presence.connect("carol", "dm:alice:bob");
        presence.store().typing().start("alice", "dm:alice:bob");
        carol.settle();

        assertThat(carol.data("typing")).isEmpty();
    }

    @Test
    void anyHub_canBeConnectedTo() {
        try (EventHub hub = EventHub.builder(presence.store()).build()) {
            RecordingConnection alice =
                    RecordingConnection.open(hub, ConnectRequest.of("alice").withPresenceOf(List.of("bob")));
            alice.await("presence");
            assertThat(hub.users()).containsExactly("alice");

            alice.close();

            assertThat(hub.openConnections()).isZero();
        }
    }
}
