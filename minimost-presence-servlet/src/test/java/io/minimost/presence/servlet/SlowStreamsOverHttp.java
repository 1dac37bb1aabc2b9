package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.minimost.presence.host.HostEvent;
import io.minimost.presence.values.EpochSeconds;
import io.minimost.presence.values.MessageRef;
import io.minimost.presence.values.PresenceState;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Clients that read too slowly, not at all, or are gone. */
interface SlowStreamsOverHttp extends StreamFixture {
    /** At most so many events and bytes wait for a client. */
    int MAX_WAITING = 64;

    int MAX_WAITING_BYTES = 256 * 1024;

    private void crowd(int people) {
        IntStream.range(0, people).forEach(i -> store().presence().update("%060d".formatted(i), PresenceState.ACTIVE));
    }

    /** More than any network buffer holds. */
    private void flood(EventSourceClient witness) {
        AtomicInteger number = new AtomicInteger();
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(1))
                .until(() -> {
                    int i = number.incrementAndGet();
                    PresenceState state = i % 2 == 0 ? PresenceState.ACTIVE : PresenceState.IDLE;
                    store().presence().update("flood", state);
                    String word = i % 2 == 0 ? "active" : "idle";
                    witness.awaitEvent(
                            "online_users",
                            data -> data.path("flood").asText().equals(word)
                                    && witness.events("online_users").size() > i);
                    return i == 40;
                });
    }

    @Test
    default void clientThatNeverReads_costsLittle_andDelaysNobody() {
        try (RawStream stuck = new RawStream(raw().port(), "bob", "?channel=general").awaitHead();
                EventSourceClient alice = subscribe("alice", "?channel=general")) {
            String big = "\"" + "x".repeat(1_000_000) + "\"";
            long before = usedHeap();
            for (int i = 0; i < 80; i++) {
                hub().publishTo("bob", HostEvent.of("big", big).withCursor("" + i));
                store().reactions().toggle(new MessageRef("general", EpochSeconds.toInstant(i + 1.0)), "rocket", "bob");
                double time = i + 1.0;
                alice.awaitEvent("reactions", data -> data.path("ts").asDouble() == time);
            }
            for (int i = 0; i < 3_000; i++) {
                store().reactions()
                        .toggle(new MessageRef("software", EpochSeconds.toInstant(i + 1.0)), "rocket", "bob");
            }

            settle("alice", alice);
            assertThat(usedHeap() - before).as("bytes of heap").isLessThan(20_000_000);
            elapse(Duration.ofSeconds(20));
            await().until(() -> hub().openConnections() == 1);
            assertThat(alice.hasEnded()).isFalse();
            stuck.reset();
        }
    }

    private static long usedHeap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @Test
    default void clientThatCatchesUp_hasTheLastOfEachValue() {
        crowd(6_000);
        try (RawStream slow = new RawStream(raw().port(), "bob", "?channel=general").awaitHead();
                EventSourceClient alice = subscribe("alice", "?channel=general")) {
            for (int i = 0; i < 5; i++) {
                store().typing().start("typist" + i, "general");
            }
            flood(alice);
            // The user does not receive this value, because the next one replaces it.
            store().presence().update("newest", PresenceState.ACTIVE);
            alice.awaitEvent("online_users", data -> data.has("newest"));
            store().typing().stopEverywhere("typist3");
            alice.awaitEvent("typing", data -> data.size() == 4);

            try (EventSourceClient bob = slow.read()) {
                awaitSameAsRoute("bob", bob, "typing", "/typing/general");
                awaitSameAsRoute("bob", bob, "online_users", "/online_users");
                assertThat(bob.events("online_users"))
                        .as("only the newest of those that the client could not take")
                        .hasSizeLessThan(alice.events("online_users").size());
                store().typing().start("typist9", "general");
                awaitSameAsRoute("bob", bob, "typing", "/typing/general");
                assertThat(bob.hasEnded()).isFalse();
            }
        }
    }

    /** The client needs only the newest of them. */
    @Test
    default void valuesThatChangeOften_doNotPileUp() {
        try (RawStream slow = new RawStream(raw().port(), "bob", "?channel=general").awaitHead();
                EventSourceClient alice = subscribe("alice", "?channel=general")) {
            String big = "\"" + "x".repeat(12_000_000) + "\"";
            hub().publishTo("bob", HostEvent.of("big", big).withCursor("1"));
            settle("alice", alice);
            for (int i = 1; i <= MAX_WAITING + 2; i++) {
                double time = i;
                store().receipts().markReadUpTo("general", "carol", EpochSeconds.toInstant(time));
                alice.awaitEvent("read_receipts", data -> data.path("carol").asDouble() == time);
            }

            try (EventSourceClient bob = slow.read()) {
                awaitSameAsRoute("bob", bob, "read_receipts", "/read_watermarks/general");
                assertThat(bob.events("read_receipts")).hasSizeLessThan(5);
                assertThat(bob.hasEnded()).isFalse();
            }
        }
    }

    @Test
    default void clientThatHasTooMuchWaiting_isEnded_andComesBackWithoutLoss() {
        try (RawStream slow = new RawStream(raw().port(), "bob", "?channel=general").awaitHead();
                EventSourceClient alice = subscribe("alice", "")) {
            String big = "\"" + "x".repeat(4_000_000) + "\"";
            for (int i = 0; i < 3; i++) {
                hub().publishTo("bob", HostEvent.of("big", big).withCursor("" + i));
            }
            settle("alice", alice);
            IntStream.range(0, 200)
                    .forEach(i -> store().reactions()
                            .toggle(new MessageRef("general", EpochSeconds.toInstant(i + 1.0)), "rocket", "bob"));
            settle("alice", alice);
            String left;
            int told;
            try (EventSourceClient bob = slow.read()) {
                bob.awaitEnd();
                assertThat(bob.retry()).isEqualTo("200");
                left = bob.lastEventId();
                told = bob.events("reactions").size();
                assertThat(told).isLessThan(200);
            }
            try (EventSourceClient bob = stream("bob", "?channel=general", left).awaitSnapshot()) {
                assertThat(bob.events("reactions")).hasSize(200 - told);
                assertThat(bob.names()).doesNotContain("resync");
            }
        }
    }

    @Test
    default void singleValueThatIsVeryLong_arrivesWhole() {
        crowd(6_000);
        try (EventSourceClient stream = subscribe("alice", "")) {
            assertThat(stream.data("online_users").get(0)).hasSizeGreaterThan(MAX_WAITING_BYTES);
            awaitSameAsRoute("alice", stream, "online_users", "/online_users");

            store().presence().update("alice", PresenceState.ACTIVE);

            stream.awaitEvent("online_users", data -> data.has("alice"));
            awaitSameAsRoute("alice", stream, "online_users", "/online_users");
        }
    }

    @Test
    default void clientThatVanishes_isNoticedAtTheNextWrite() {
        try (EventSourceClient alice = subscribe("alice", "?channel=general")) {
            RawStream gone = new RawStream(raw().port(), "bob", "?channel=general").awaitHead();
            assertThat(hub().openConnections()).isEqualTo(2);
            gone.reset();
            store().typing().start("carol", "general");
            alice.awaitLast("typing", "[\"carol\"]");
            elapse(Duration.ofSeconds(15));

            await().until(() -> hub().openConnections() == 1);
            store().typing().stopEverywhere("carol");
            alice.awaitLast("typing", "[]");
        }
    }

    /** As when a phone loses its network: the connection ends without notice. */
    @Test
    default void clientThatFallsSilent_losesItsStreamWithAge() {
        try (RawStream silent = new RawStream(raw().port(), "bob", "?channel=general").awaitHead()) {
            assertThat(hub().openConnections()).isEqualTo(1);

            elapse(Duration.ofMinutes(6));

            await().until(() -> hub().openConnections() == 0);
            silent.reset();
        }
    }
}
