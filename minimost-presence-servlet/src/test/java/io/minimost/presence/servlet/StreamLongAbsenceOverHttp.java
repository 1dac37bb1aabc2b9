package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.minimost.presence.events.FactPosition;
import io.minimost.presence.values.EpochSeconds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A client that has missed more than one connection sends. */
interface StreamLongAbsenceOverHttp extends StreamFixture {
    private static Instant message(int number) {
        return EpochSeconds.toInstant(1716000000.0 + number);
    }

    /** More than one connection replays, while more and more happens. */
    @Test
    default void veryMuchMissed_comesInSeveralConnections_withoutLoss() throws Exception {
        String query = "?channel=general&facts=true";
        String left;
        try (EventSourceClient stream = subscribe("alice", query)) {
            left = stream.lastEventId();
        }
        FactPosition start = FactPosition.parse(left).orElseThrow();
        readConcurrently(16, 345);
        Thread writer = new Thread(() -> read("bob", 1500));
        writer.start();
        List<Long> told = new ArrayList<>();
        int connections = 0;
        boolean complete = false;
        while (!complete) {
            try (EventSourceClient stream = stream("alice", query, left)) {
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> stream.hasEnded()
                                || (stream.names().contains("online_users")
                                        && stream.lastEventId()
                                                .equals(store().events()
                                                        .latest()
                                                        .text())));
                complete = !stream.hasEnded() && !writer.isAlive();
                left = stream.lastEventId();
                stream.events("fact")
                        .forEach(fact -> told.add(
                                FactPosition.parse(fact.id()).orElseThrow().sequence()));
                connections++;
            }
        }
        writer.join();
        assertThat(connections).isGreaterThan(2);
        List<Long> all = LongStream.rangeClosed(
                        start.sequence() + 1, store().events().latest().sequence())
                .boxed()
                .toList();
        assertThat(all).hasSize(14_040);
        assertThat(told.equals(all)).as("all of them, once and in order").isTrue();
    }

    /** Several readers at the same time, which is faster. */
    private void readConcurrently(int readers, int messages) throws InterruptedException {
        List<Thread> reading = new ArrayList<>();
        for (int i = 0; i < readers; i++) {
            String reader = "reader" + i;
            Thread thread = new Thread(() -> read(reader, messages));
            thread.start();
            reading.add(thread);
        }
        for (Thread thread : reading) {
            thread.join();
        }
    }

    /** Each message makes two facts: that it was read, and that the user has read up to it. */
    private void read(String reader, int messages) {
        for (int i = 0; i < messages; i++) {
            store().receipts().markRead("general", reader, List.of(message(i)));
        }
    }
}
