package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.minimost.presence.host.HostEvent;
import io.minimost.presence.values.EpochSeconds;
import io.minimost.presence.values.MessageRef;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a stream does as time passes. */
interface StreamTimesOverHttp extends StreamFixture {
    @Test
    default void silentStream_sendsItsCursor() {
        try (EventSourceClient stream = subscribe("alice", "?channel=general")) {
            String before = stream.lastEventId();
            store().reactions().toggle(new MessageRef("software", EpochSeconds.toInstant(1.5)), "rocket", "bob");
            assertThat(settle("alice", stream).lastEventId()).isEqualTo(before);
            int events = stream.events().size();

            elapse(Duration.ofSeconds(15));

            String latest = store().events().latest().text();
            await().until(() -> stream.lastEventId().equals(latest));
            assertThat(stream.events()).hasSize(events);
            assertThat(stream.hasEnded()).isFalse();
        }
    }

    @Test
    default void streamThatIsNotSilent_sendsNoKeepAlive() {
        try (EventSourceClient stream = subscribe("alice", "?channel=general")) {
            String before = stream.lastEventId();
            for (int i = 0; i < 3; i++) {
                elapse(Duration.ofSeconds(14));
                store().typing().start("u" + i, "general");
                stream.awaitLast("typing", "[\"u" + i + "\"]");
                store().reactions().toggle(new MessageRef("software", clock().instant()), "rocket", "bob");
                settle("alice", stream);
            }
            assertThat(stream.lastEventId()).isEqualTo(before);
        }
    }

    @Test
    default void oldStream_endsWithARetryTime() {
        try (EventSourceClient stream = subscribe("alice", "?channel=general")) {
            elapse(Duration.ofSeconds(299));
            store().typing().start("bob", "general");
            stream.awaitLast("typing", "[\"bob\"]");
            assertThat(stream.hasEnded()).isFalse();

            elapse(Duration.ofSeconds(62));

            stream.awaitEnd();
            assertThat(stream.retry()).isEqualTo("3000");
            await().until(() -> hub().openConnections() == 0);
        }
    }

    @Test
    default void clientThatTakesNothing_isGivenUp() {
        try (RawStream stuck = new RawStream(raw().port(), "bob", "").awaitHead();
                EventSourceClient alice = subscribe("alice", "")) {
            String big = "\"" + "x".repeat(4_000_000) + "\"";
            for (int i = 0; i < 4; i++) {
                hub().publishTo("bob", HostEvent.of("big", big).withCursor("" + i));
                settle("alice", alice);
            }
            assertThat(hub().openConnections()).isEqualTo(2);

            elapse(Duration.ofSeconds(20));

            await().until(() -> hub().openConnections() == 1);
            settle("alice", alice);
            stuck.reset();
        }
    }
}
