package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.minimost.presence.host.HostEvent;
import io.minimost.presence.host.HostEventSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** How many streams can be open, and that each of them releases its slot. */
interface StreamSlotsOverHttp extends StreamFixture {
    private void awaitOpen(int count) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            // The server detects a client that has gone silently when it writes to it.
            elapse(Duration.ofSeconds(15));
            assertThat(hub().openConnections()).isEqualTo(count);
        });
    }

    private List<RawStream> fill(String user, int count) {
        List<RawStream> streams = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            streams.add(new RawStream(raw().port(), user, "").awaitHead());
        }
        return streams;
    }

    @Test
    default void thirteenthStreamOfAUser_isTooMuch() {
        List<RawStream> twelve = fill("alice", 12);

        ClientResponse response = as("alice").get("/events");

        response.isText(429, "too many open event streams; close other tabs and retry");
        assertThat(response.header("Retry-After")).contains("5");
        try (EventSourceClient bob = subscribe("bob", "")) {
            assertThat(bob.status()).isEqualTo(200);
        }
        twelve.get(0).reset();
        twelve.get(1).close();
        twelve.forEach(RawStream::close);
        awaitOpen(0);
        subscribe("alice", "").close();
    }

    @Test
    default void streamsOfAll_areLimitedToo() {
        configure(builder -> builder.limits(Limits.defaults().withStreams(2, 3)));
        List<RawStream> three = fill("alice", 2);
        three.addAll(fill("bob", 1));

        as("carol").get("/events").isText(429, "too many open event streams; close other tabs and retry");
        three.forEach(RawStream::reset);
        awaitOpen(0);
        subscribe("carol", "").close();
    }

    @Test
    default void streamThatTheServerEnds_releasesItsSlot() {
        try (EventSourceClient stream = subscribe("alice", "")) {
            assertThat(hub().openConnections()).isEqualTo(1);

            hub().disconnect("alice");

            stream.awaitEnd();
            await().until(() -> hub().openConnections() == 0);
        }
    }

    @Test
    default void head_takesNoSlot() {
        for (int i = 0; i < 20; i++) {
            ClientResponse response =
                    as("alice").method("HEAD", "/events?channel=general").hasStatus(200);
            assertThat(response.header("Content-Type").orElse("").replace(" ", ""))
                    .isEqualToIgnoringCase("text/event-stream;charset=utf-8");
            assertThat(response.header("Cache-Control")).contains("no-cache, no-transform");
            assertThat(response.header("X-Accel-Buffering")).contains("no");
        }
        assertThat(hub().openConnections()).isZero();
        as("alice").method("HEAD", "/events?channel=dm:x").hasStatus(400);
    }

    @Test
    default void hostThatFailsAtTheBeginning_takesNoSlot() {
        AtomicBoolean broken = new AtomicBoolean(true);
        configure(builder -> builder.publicChannels("general").hostEvents(connection -> {
            if (broken.get()) {
                throw new IllegalStateException("/srv/secret");
            }
            return List.of();
        }));
        for (int i = 0; i < 15; i++) {
            assertThat(as("alice").get("/events?channel=general").error(503)).doesNotContain("secret");
        }
        assertThat(hub().openConnections()).isZero();
        assertThat(hub().users()).isEmpty();

        broken.set(false);
        try (EventSourceClient stream = subscribe("alice", "?channel=general")) {
            store().typing().start("bob", "general");
            stream.awaitLast("typing", "[\"bob\"]");
        }
    }

    @Test
    default void hostWhoseCursorFails_takesNoSlot() {
        configure(builder -> builder.hostEvents(new HostEventSource() {
            @Override
            public List<HostEvent> initialEvents(NewConnection connection) {
                return List.of();
            }

            @Override
            public Optional<String> latest() {
                throw new IllegalStateException("not yet");
            }
        }));

        assertThat(as("alice").get("/events").error(503)).contains("try again");
        assertThat(hub().openConnections()).isZero();
    }

    @Test
    default void closedStore_isUnavailable_andTakesNoSlot() {
        store().close();

        as("alice").get("/events").error(503);
        as("alice").get("/events?channel=general").error(503);

        assertThat(hub().openConnections()).isZero();
    }

    @Test
    default void storeThatIsClosedLater_opensNoMoreStreams() {
        subscribe("alice", "?channel=general").close();
        store().close();

        for (int i = 0; i < 15; i++) {
            as("alice").get("/events?channel=general").error(503);
        }

        awaitOpen(0);
    }
}
