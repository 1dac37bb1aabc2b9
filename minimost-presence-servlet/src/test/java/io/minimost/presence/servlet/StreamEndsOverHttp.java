package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.minimost.presence.host.HostEvent;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Streams that are over leave nothing behind. */
interface StreamEndsOverHttp extends StreamFixture {
    String THREAD = "minimost-presence-events";

    @Test
    default void filterThatEnds_endsItsStreamsAndItsThread() {
        try (EventSourceClient stream = subscribe("alice", "?channel=general")) {
            assertThat(threads()).isEqualTo(1);

            configure(builder -> builder.publicChannels("general"));

            stream.awaitEnd();
            assertThat(Long.parseLong(stream.retry())).isBetween(3000L, 6000L);
            await().until(() -> threads() == 0);
        }
        try (EventSourceClient again = subscribe("alice", "?channel=general")) {
            store().typing().start("bob", "general");
            again.awaitLast("typing", "[\"bob\"]");
        }
    }

    /** Before the stream is registered, so that the hub cannot find it. */
    @Test
    default void filterThatEndsWhileAStreamBegins_endsIt() {
        AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});
        configure(builder -> builder.channelAccess((user, channel) -> {
            meanwhile.getAndSet(() -> {}).run();
            return true;
        }));
        meanwhile.set(() -> configure(builder -> builder.publicChannels("general")));

        try (EventSourceClient stream = stream("alice", "?channel=general")) {
            stream.awaitEnd();
            assertThat(Integer.parseInt(stream.retry())).isBetween(3000, 6000);
        }
    }

    @Test
    default void manyStreams_oneAfterTheOther_leaveNothing() {
        configure(builder ->
                builder.publicChannels("general").limits(Limits.defaults().withStreams(20_000, 20_000)));
        for (int i = 0; i < Repetitions.of(10_000); i++) {
            try (RawStream stream = new RawStream(raw().port(), "alice", "?channel=general").awaitHead()) {
                if (i % 2 == 0) {
                    stream.reset();
                }
            }
            if (i % 100 == 0) {
                // The server detects only at a write that a client is gone.
                hub().publish(HostEvent.of("poke", "1"));
            }
        }

        await().atMost(Duration.ofMinutes(1)).until(() -> {
            hub().publish(HostEvent.of("poke", "2"));
            return hub().openConnections() == 0;
        });
        assertThat(hub().users()).isEmpty();
        assertThat(threads()).isEqualTo(1);
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(THREAD))
                .count();
    }
}
