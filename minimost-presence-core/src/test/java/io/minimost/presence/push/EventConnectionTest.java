package io.minimost.presence.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.events.FactPosition;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EventConnectionTest {
    private static final EventFrame POSITION =
            EventFrame.position(new EventId(new FactPosition("0123456789abcdef", 42), Optional.empty()));

    private final TestConnections streams = new TestConnections();
    private final EventConnection stream = streams.of("alice");

    @Test
    void stream_collectsWhatItIsOffered_untilItIsOpened() {
        stream.offer(event("a"));
        assertThat(stream.hasBegun()).isFalse();
        stream.beginWith(List.of(EventFrame.retry(EndReason.RESUME), event("first")), 0);
        assertThat(stream.hasBegun()).isTrue();
        stream.offer(event("b"));

        assertThat(streams.said(stream))
                .containsExactly(
                        "retry: 200", "event: first\ndata: 1", "event: a\ndata: 1", "event: b\ndata: 1", "retry: 3000");
    }

    @Test
    void stream_ofManyChannels_namesThem() {
        EventFrame frame = EventFrame.event("typing", Optional.of("general"), new byte[] {'1'});
        EventConnection ofMany = streams.of("bob", "general", "software");
        EventConnection ofOne = streams.of("bob", "general");
        ofMany.offer(frame);
        ofOne.offer(frame);

        assertThat(streams.said(ofMany)).startsWith("event: typing:general\ndata: 1");
        assertThat(streams.said(ofOne)).startsWith("event: typing\ndata: 1");
    }

    @Test
    void stream_ofManyChannels_holdsAsManyBytesAsItIsSent() {
        byte[] json = "1".repeat(OutboundQueue.MAX_WAITING_BYTES / 2 - 32).getBytes(StandardCharsets.US_ASCII);
        EventFrame half = EventFrame.event("typing", Optional.of("g".repeat(64)), json);
        String channel = "g".repeat(64);
        EventConnection ofMany = streams.of("bob", channel, "software");
        EventConnection ofOne = streams.of("bob", channel);
        for (int i = 0; i < 2; i++) {
            ofMany.offer(half);
            ofOne.offer(half);
        }

        assertThat(streams.said(ofMany)).hasSize(2).endsWith("retry: 200");
        assertThat(streams.said(ofOne)).hasSize(3).endsWith("retry: 3000");
    }

    @Test
    void stream_thatIsOpen_saysAtOnceWhatItIsOffered() {
        stream.beginWith(List.of(event("first")), 0);
        TestClient client = streams.listen(stream);
        assertThat(client.received()).containsExactly("event: first\ndata: 1");
        stream.offer(event("a"));
        assertThat(client.received()).hasSize(2).endsWith("event: a\ndata: 1");
        stream.offer(event("b"));
        assertThat(client.received()).hasSize(3).endsWith("event: b\ndata: 1");
        assertThat(client.ends()).isEmpty();
    }

    /** So that the events of one change go out together. */
    @Test
    void stream_flushesWhenNothingMoreWaits() {
        stream.beginWith(List.of(event("a"), event("b"), event("c")), 0);

        TestClient client = streams.listen(stream);

        assertThat(client.received()).hasSize(3);
        assertThat(client.flushes()).isEqualTo(1);
        stream.offer(event("d"));
        assertThat(client.flushes()).isEqualTo(2);
    }

    @Test
    void stream_whoseClientDoesNotRead_handsOverNothingMore_andGoesOnWhenItReads() {
        TestClient client = streams.client(stream);
        client.pause();
        streams.listen(stream);
        stream.offer(event("a"));
        stream.offer(event("b").of("b"));
        stream.offer(event("b").of("b"));
        assertThat(client.received()).containsExactly("event: a\ndata: 1");

        client.resume();

        assertThat(client.received()).containsExactly("event: a\ndata: 1", "event: b\ndata: 1");
    }

    /** Not before: a server may still be clearing up. {@code later} is at once here. */
    @Test
    void stream_whoseTransportFails_isOver_andItsSinkIsEndedOnce() {
        TestClient client = streams.client(stream);
        client.breakOff();
        stream.offer(event("a"));
        streams.listen(stream);

        assertThat(stream.isClosed()).isTrue();
        assertThat(streams.closed()).containsExactly(stream);
        assertThat(client.ends()).containsExactly(EndReason.FAILED);
        stream.offer(event("b"));
        stream.close();
        assertThat(client.ends()).hasSize(1);
    }

    @Test
    void sendOnly_isAllThatIsSent() {
        stream.offer(event("a"));
        stream.sendOnly(List.of(event("b")), EndReason.RESUME);
        stream.offer(event("c"));

        assertThat(streams.read(stream)).containsExactly("event: b\ndata: 1", "retry: 200");
        assertThat(streams.client(stream).ends()).containsExactly(EndReason.RESUME);
        assertThat(streams.closed()).containsExactly(stream);
    }

    @Test
    void finish_saysFirstWhatWaits_andWhenToComeBack() {
        stream.offer(event("a"));
        stream.finish(EndReason.TOO_SLOW);
        stream.finish(EndReason.LIFETIME);
        stream.offer(event("b"));
        assertThat(stream.isClosed()).isFalse();

        assertThat(streams.read(stream)).containsExactly("event: a\ndata: 1", "retry: 200");
        assertThat(stream.isClosed()).isTrue();
        assertThat(streams.client(stream).ends()).containsExactly(EndReason.TOO_SLOW);
    }

    @Test
    void offer_ofTooMuch_endsTheStreamSoThatItsClientComesBackSoon() {
        IntStream.range(0, 70).forEach(i -> stream.offer(event("e" + i)));
        assertThat(stream.isClosed()).isFalse();

        assertThat(streams.read(stream))
                .hasSize(OutboundQueue.MAX_WAITING + 1)
                .startsWith("event: e0\ndata: 1", "event: e1\ndata: 1")
                .endsWith("event: e63\ndata: 1", "retry: 200");
    }

    @Test
    void owner_isToldOnceThatTheStreamIsOver_whenItWasSaid() {
        stream.finish(EndReason.LIFETIME);
        assertThat(streams.closed()).isEmpty();

        streams.read(stream);
        stream.close();
        stream.finishNow(EndReason.SHUTDOWN);

        assertThat(streams.closed()).containsExactly(stream);
    }

    @Test
    void owner_isToldOnceThatTheStreamIsOver_whenItWasClosed() {
        stream.offer(event("a"));
        stream.close();
        assertThat(stream.isClosed()).isTrue();
        stream.close();
        stream.offer(event("b"));

        assertThat(streams.said(stream)).isEmpty();
        assertThat(streams.closed()).containsExactly(stream);
    }

    @Test
    void finishNow_doesNotWaitForTheClient() {
        stream.offer(event("a"));

        stream.finishNow(EndReason.SHUTDOWN);

        assertThat(stream.isClosed()).isTrue();
        assertThat(streams.closed()).containsExactly(stream);
        assertThat(streams.read(stream)).isEmpty();
    }

    @Test
    void finishNow_tellsAClientThatTakesIt_whenToComeBack() {
        stream.beginWith(List.of(event("first")), 0);
        TestClient client = streams.listen(stream);

        stream.finishNow(EndReason.SHUTDOWN);

        assertThat(client.received().get(1)).matches("retry: [345][0-9]{3}");
        assertThat(client.ends()).containsExactly(EndReason.SHUTDOWN);
    }

    @Test
    void owner_isToldOnce_whenAClientThatMissedValuesHasReadAll() {
        IntStream.range(0, OutboundQueue.MAX_WAITING).forEach(i -> stream.offer(event("e" + i)));
        stream.offer(event("typing").of("typing").dispensable());
        assertThat(streams.caughtUp()).isEmpty();

        assertThat(streams.read(stream))
                .hasSize(OutboundQueue.MAX_WAITING + 1)
                .endsWith("event: e63\ndata: 1", "retry: 3000");
        assertThat(streams.caughtUp()).containsExactly(stream);
    }

    @Test
    void tick_beforeAnythingIsDue_doesNothing() {
        streams.elapse(ConnectionTimers.PING.minusNanos(1));
        assertThat(stream.isDue()).isFalse();

        stream.tick(POSITION);

        assertThat(streams.said(stream)).containsExactly("retry: 3000");
    }

    @Test
    void tick_ofASilentStream_saysHowFarItHasCome() {
        streams.elapse(ConnectionTimers.PING);
        assertThat(stream.isDue()).isTrue();

        stream.tick(POSITION);

        assertThat(streams.said(stream)).containsExactly("id: 0123456789abcdef-42", "retry: 3000");
    }

    @Test
    void tick_ofAStreamThatHasSaidSomething_doesNothing() {
        stream.beginWith(List.of(event("first")), 0);
        streams.listen(stream);
        streams.elapse(ConnectionTimers.PING.minusNanos(1));
        stream.offer(event("a"));

        streams.elapse(Duration.ofNanos(1));

        assertThat(stream.isDue()).isFalse();
    }

    @Test
    void tick_ofAnOldStream_endsIt() {
        streams.elapse(Duration.ofMinutes(6));
        assertThat(stream.isDue()).isTrue();

        stream.tick(POSITION);
        stream.offer(event("a"));

        assertThat(stream.isClosed()).isFalse();
        assertThat(streams.read(stream)).containsExactly("retry: 3000");
    }

    @Test
    void tick_ofAStreamWhoseClientTakesNothing_closesIt() {
        stream.offer(event("a"));
        streams.elapse(ConnectionTimers.PATIENCE.minusNanos(1));
        stream.tick(POSITION);
        assertThat(stream.isClosed()).isFalse();

        streams.elapse(Duration.ofNanos(1));
        stream.tick(POSITION);

        assertThat(stream.isClosed()).isTrue();
        assertThat(streams.closed()).containsExactly(stream);
    }

    /** It would wait for a client that takes nothing. */
    @Test
    void tick_ofAnOldStreamWhoseClientTakesNothing_closesIt() {
        stream.offer(event("a"));
        streams.elapse(Duration.ofMinutes(6));

        stream.tick(POSITION);

        assertThat(streams.closed()).containsExactly(stream);
    }

    @Test
    void tick_ofAStreamThatHasNothingToSay_doesNotCloseIt() {
        streams.elapse(ConnectionTimers.PATIENCE);

        stream.tick(POSITION);

        assertThat(stream.isClosed()).isFalse();
        assertThat(streams.said(stream)).containsExactly("id: 0123456789abcdef-42", "retry: 3000");
    }

    private static EventFrame event(String name) {
        return EventFrame.event(name, Optional.empty(), "1".getBytes(StandardCharsets.US_ASCII));
    }
}
