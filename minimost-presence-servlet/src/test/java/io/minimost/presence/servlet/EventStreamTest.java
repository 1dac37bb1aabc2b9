package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.minimost.presence.events.FactToken;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventStreamTest {
    private static final Frame POSITION =
            Frame.position(new Place(new FactToken("0123456789abcdef", 42), Optional.empty()));

    private final TestStreams streams = new TestStreams();
    private final EventStream stream = streams.of("alice");

    @AfterEach
    void stopStreams() throws Exception {
        streams.stop();
    }

    @Test
    void stream_collectsWhatItIsOffered_untilItIsOpened() {
        stream.offer(event("a"));
        assertThat(stream.hasBegun()).isFalse();
        stream.beginWith(List.of(Frame.retry(7), event("first")), 0);
        assertThat(stream.hasBegun()).isTrue();
        stream.offer(event("b"));

        assertThat(streams.said(stream))
                .containsExactly(
                        "retry: 7", "event: first\ndata: 1", "event: a\ndata: 1", "event: b\ndata: 1", "retry: 3000");
    }

    @Test
    void stream_ofManyChannels_namesThem() {
        Frame frame = Frame.event("typing", Optional.of("general"), new byte[] {'1'});
        EventStream ofMany = streams.of("bob", "general", "software");
        EventStream ofOne = streams.of("bob", "general");
        ofMany.offer(frame);
        ofOne.offer(frame);

        assertThat(streams.said(ofMany)).startsWith("event: typing:general\ndata: 1");
        assertThat(streams.said(ofOne)).startsWith("event: typing\ndata: 1");
    }

    @Test
    void stream_ofManyChannels_holdsAsManyBytesAsItIsSent() {
        byte[] json = "1".repeat(StreamQueue.MAX_WAITING_BYTES / 2 - 32).getBytes(StandardCharsets.US_ASCII);
        Frame half = Frame.event("typing", Optional.of("g".repeat(64)), json);
        String channel = "g".repeat(64);
        EventStream ofMany = streams.of("bob", channel, "software");
        EventStream ofOne = streams.of("bob", channel);
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
        try (EventSourceClient client = streams.listen(stream)) {
            client.awaitLast("first", "1");
            stream.offer(event("a"));
            client.awaitLast("a", "1");
            stream.offer(event("b"));
            client.awaitLast("b", "1");
            assertThat(client.hasEnded()).isFalse();
        }
    }

    @Test
    void sayOnly_isAllThatIsSaid() {
        stream.offer(event("a"));
        stream.sayOnly(List.of(event("b")), 200);
        stream.offer(event("c"));

        assertThat(streams.read(stream)).containsExactly("event: b\ndata: 1", "retry: 200");
        assertThat(streams.closed()).containsExactly(stream);
    }

    @Test
    void finish_saysFirstWhatWaits_andWhenToComeBack() {
        stream.offer(event("a"));
        stream.finish(1234);
        stream.finish(5678);
        stream.offer(event("b"));
        assertThat(stream.isClosed()).isFalse();

        assertThat(streams.read(stream)).containsExactly("event: a\ndata: 1", "retry: 1234");
        assertThat(stream.isClosed()).isTrue();
    }

    @Test
    void offer_ofTooMuch_endsTheStreamSoThatItsClientComesBackSoon() {
        IntStream.range(0, 70).forEach(i -> stream.offer(event("e" + i)));
        assertThat(stream.isClosed()).isFalse();

        assertThat(streams.read(stream))
                .hasSize(StreamQueue.MAX_WAITING + 1)
                .startsWith("event: e0\ndata: 1", "event: e1\ndata: 1")
                .endsWith("event: e63\ndata: 1", "retry: 200");
    }

    @Test
    void owner_isToldOnceThatTheStreamIsOver_whenItWasSaid() {
        stream.finish(1);
        assertThat(streams.closed()).isEmpty();

        streams.read(stream);
        stream.close();
        stream.finishNow(2);

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

        stream.finishNow(1);

        assertThat(stream.isClosed()).isTrue();
        assertThat(streams.closed()).containsExactly(stream);
        assertThat(streams.read(stream)).isEmpty();
    }

    /** As a rule: a thread that is just writing is cut short. */
    @Test
    void finishNow_tellsAClientThatTakesIt_whenToComeBack() {
        await().until(() -> {
            EventStream one = streams.of("bob");
            one.beginWith(List.of(event("first")), 0);
            try (EventSourceClient client = streams.listen(one)) {
                client.awaitLast("first", "1");
                one.finishNow(1234);
                return client.awaitEnd().retry().equals("1234");
            }
        });
    }

    @Test
    void owner_isToldOnce_whenAClientThatMissedValuesHasReadAll() {
        IntStream.range(0, StreamQueue.MAX_WAITING).forEach(i -> stream.offer(event("e" + i)));
        stream.offer(event("typing").of("typing").dispensable());
        assertThat(streams.caughtUp()).isEmpty();

        assertThat(streams.read(stream))
                .hasSize(StreamQueue.MAX_WAITING + 1)
                .endsWith("event: e63\ndata: 1", "retry: 3000");
        assertThat(streams.caughtUp()).containsExactly(stream);
    }

    @Test
    void tick_beforeAnythingIsDue_doesNothing() {
        streams.elapse(StreamTimes.PING.minusNanos(1));
        assertThat(stream.isDue()).isFalse();

        stream.tick(POSITION);

        assertThat(streams.said(stream)).containsExactly("retry: 3000");
    }

    @Test
    void tick_ofASilentStream_saysHowFarItHasCome() {
        streams.elapse(StreamTimes.PING);
        assertThat(stream.isDue()).isTrue();

        stream.tick(POSITION);

        assertThat(streams.said(stream)).containsExactly("id: 0123456789abcdef-42", "retry: 3000");
    }

    @Test
    void tick_ofAStreamThatHasSaidSomething_doesNothing() {
        stream.beginWith(List.of(event("first")), 0);
        try (EventSourceClient client = streams.listen(stream)) {
            client.awaitLast("first", "1");
            streams.elapse(StreamTimes.PING.minusNanos(1));
            stream.offer(event("a"));
            client.awaitLast("a", "1");

            streams.elapse(Duration.ofNanos(1));

            assertThat(stream.isDue()).isFalse();
        }
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
        streams.elapse(StreamTimes.PATIENCE.minusNanos(1));
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
        streams.elapse(StreamTimes.PATIENCE);

        stream.tick(POSITION);

        assertThat(stream.isClosed()).isFalse();
        assertThat(streams.said(stream)).containsExactly("id: 0123456789abcdef-42", "retry: 3000");
    }

    private static Frame event(String name) {
        return Frame.event(name, Optional.empty(), "1".getBytes(StandardCharsets.US_ASCII));
    }
}
