package io.minimost.presence.push;

import static io.minimost.presence.push.TestConnections.event;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a connection sends, and how it ends. */
class EventConnectionTest {
    private final TestConnections connections = new TestConnections();
    private final EventConnection connection = connections.connect("alice");

    @Test
    void offer_beforeTheConnectionIsOpened_waits() {
        connection.offer(event("a"));
        assertThat(connection.hasInitialEvents()).isFalse();
        connection.setInitialEvents(List.of(EventFrame.retry(EndReason.RESUME), event("first")), 0);
        assertThat(connection.hasInitialEvents()).isTrue();
        connection.offer(event("b"));

        assertThat(connections.finishAndRead(connection))
                .containsExactly(
                        "retry: 200", "event: first\ndata: 1", "event: a\ndata: 1", "event: b\ndata: 1", "retry: 3000");
    }

    @Test
    void connection_ofManyChannels_namesTheChannelOfEachEvent() {
        EventFrame frame = EventFrame.event("typing", Optional.of("general"), new byte[] {'1'});
        EventConnection ofMany = connections.connect("bob", "general", "software");
        EventConnection ofOne = connections.connect("bob", "general");
        ofMany.offer(frame);
        ofOne.offer(frame);

        assertThat(connections.finishAndRead(ofMany)).startsWith("event: typing:general\ndata: 1");
        assertThat(connections.finishAndRead(ofOne)).startsWith("event: typing\ndata: 1");
    }

    @Test
    void connection_ofManyChannels_countsTheBytesThatAreSent() {
        byte[] json = "1".repeat(OutboundQueue.MAX_WAITING_BYTES / 2 - 32).getBytes(StandardCharsets.US_ASCII);
        EventFrame half = EventFrame.event("typing", Optional.of("g".repeat(64)), json);
        String channel = "g".repeat(64);
        EventConnection ofMany = connections.connect("bob", channel, "software");
        EventConnection ofOne = connections.connect("bob", channel);
        for (int i = 0; i < 2; i++) {
            ofMany.offer(half);
            ofOne.offer(half);
        }

        assertThat(connections.finishAndRead(ofMany)).hasSize(2).endsWith("retry: 200");
        assertThat(connections.finishAndRead(ofOne)).hasSize(3).endsWith("retry: 3000");
    }

    @Test
    void offer_onAnOpenConnection_isSentAtOnce() {
        connection.setInitialEvents(List.of(event("first")), 0);
        TestClient client = connections.open(connection);
        assertThat(client.received()).containsExactly("event: first\ndata: 1");
        connection.offer(event("a"));
        assertThat(client.received()).hasSize(2).endsWith("event: a\ndata: 1");
        connection.offer(event("b"));
        assertThat(client.received()).hasSize(3).endsWith("event: b\ndata: 1");
        assertThat(client.ends()).isEmpty();
    }

    /** The events of one change are sent together. */
    @Test
    void connection_flushesWhenNothingMoreWaits() {
        connection.setInitialEvents(List.of(event("a"), event("b"), event("c")), 0);

        TestClient client = connections.open(connection);

        assertThat(client.received()).hasSize(3);
        assertThat(client.flushes()).isEqualTo(1);
        connection.offer(event("d"));
        assertThat(client.flushes()).isEqualTo(2);
    }

    @Test
    void connection_whoseClientDoesNotRead_writesNothingMore_untilItReads() {
        TestClient client = connections.client(connection);
        client.pause();
        connections.open(connection);
        connection.offer(event("a"));
        connection.offer(event("b").asValueOf("b"));
        connection.offer(event("b").asValueOf("b"));
        assertThat(client.received()).containsExactly("event: a\ndata: 1");

        client.resume();

        assertThat(client.received()).containsExactly("event: a\ndata: 1", "event: b\ndata: 1");
    }

    /** The owner of this test runs later work at once. */
    @Test
    void connection_whoseTransportFails_isClosed_andItsSinkIsEndedOnce() {
        TestClient client = connections.client(connection);
        client.breakOff();
        connection.offer(event("a"));
        connections.open(connection);

        assertThat(connection.isClosed()).isTrue();
        assertThat(connections.closed()).containsExactly(connection);
        assertThat(client.ends()).containsExactly(EndReason.FAILED);
        connection.offer(event("b"));
        connection.close();
        assertThat(client.ends()).hasSize(1);
    }

    @Test
    void sendOnly_dropsWhatWasOffered() {
        connection.offer(event("a"));
        connection.sendOnly(List.of(event("b")), EndReason.RESUME);
        connection.offer(event("c"));

        assertThat(connections.openAndRead(connection)).containsExactly("event: b\ndata: 1", "retry: 200");
        assertThat(connections.client(connection).ends()).containsExactly(EndReason.RESUME);
        assertThat(connections.closed()).containsExactly(connection);
    }

    @Test
    void cutOff_dropsTheInitialEvents_andOfSeveralReasonsTheFirstCounts() {
        connection.setInitialEvents(List.of(event("first")), 0);
        connection.offer(event("a"));
        connection.cutOff(EndReason.DISCONNECTED);
        connection.cutOff(EndReason.RESUME);

        assertThat(connections.openAndRead(connection)).containsExactly("retry: 3000");
        assertThat(connections.client(connection).ends()).containsExactly(EndReason.DISCONNECTED);
    }

    @Test
    void finish_sendsWhatWaits_andWhenToConnectAgain() {
        connection.offer(event("a"));
        connection.finish(EndReason.TOO_SLOW);
        connection.finish(EndReason.LIFETIME);
        connection.offer(event("b"));
        assertThat(connection.isClosed()).isFalse();

        assertThat(connections.openAndRead(connection)).containsExactly("event: a\ndata: 1", "retry: 200");
        assertThat(connection.isClosed()).isTrue();
        assertThat(connections.client(connection).ends()).containsExactly(EndReason.TOO_SLOW);
    }

    @Test
    void offer_ofTooMuch_endsTheConnection_soThatItsClientConnectsAgainSoon() {
        IntStream.range(0, 70).forEach(i -> connection.offer(event("e" + i)));
        assertThat(connection.isClosed()).isFalse();

        assertThat(connections.openAndRead(connection))
                .hasSize(OutboundQueue.MAX_WAITING + 1)
                .startsWith("event: e0\ndata: 1", "event: e1\ndata: 1")
                .endsWith("event: e63\ndata: 1", "retry: 200");
    }

    @Test
    void onClosed_isCalledOnce_whenAFinishedConnectionIsRead() {
        connection.finish(EndReason.LIFETIME);
        assertThat(connections.closed()).isEmpty();

        connections.openAndRead(connection);
        connection.close();
        connection.finishNow(EndReason.SHUTDOWN);

        assertThat(connections.closed()).containsExactly(connection);
    }

    @Test
    void onClosed_isCalledOnce_whenAConnectionIsClosed() {
        connection.offer(event("a"));
        connection.close();
        assertThat(connection.isClosed()).isTrue();
        connection.close();
        connection.offer(event("b"));

        assertThat(connections.finishAndRead(connection)).isEmpty();
        assertThat(connections.closed()).containsExactly(connection);
    }

    @Test
    void finishNow_doesNotWaitForTheClient() {
        connection.offer(event("a"));

        connection.finishNow(EndReason.SHUTDOWN);

        assertThat(connection.isClosed()).isTrue();
        assertThat(connections.closed()).containsExactly(connection);
        assertThat(connections.openAndRead(connection)).isEmpty();
    }

    @Test
    void finishNow_sendsAClientThatReads_whenToConnectAgain() {
        connection.setInitialEvents(List.of(event("first")), 0);
        TestClient client = connections.open(connection);

        connection.finishNow(EndReason.SHUTDOWN);

        assertThat(client.received().get(1)).matches("retry: [345][0-9]{3}");
        assertThat(client.ends()).containsExactly(EndReason.SHUTDOWN);
    }

    @Test
    void onCaughtUp_isCalledOnce_whenAClientThatSkippedValuesHasReadAll() {
        IntStream.range(0, OutboundQueue.MAX_WAITING).forEach(i -> connection.offer(event("e" + i)));
        connection.offer(event("typing").asValueOf("typing").asDispensable());
        assertThat(connections.caughtUp()).isEmpty();

        assertThat(connections.openAndRead(connection))
                .hasSize(OutboundQueue.MAX_WAITING + 1)
                .endsWith("event: e63\ndata: 1", "retry: 3000");
        assertThat(connections.caughtUp()).containsExactly(connection);
    }
}
