package io.minimost.examples.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.minimost.presence.push.EventHubBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A client that comes back with the last id has missed nothing, and receives nothing twice. */
class ResumeTest extends SocketTest {
    private static final int DISCONNECTS = 100;
    private static final int CHANGES_FOR_EACH = 8;
    private static final int CHANGES = DISCONNECTS * CHANGES_FOR_EACH;

    /** Of a client that is gone, the server may hear later than of the one that comes back. */
    @Override
    EventHubBuilder settings(EventHubBuilder builder) {
        return builder.maxConnections(1000, 1000);
    }

    @Test
    void whatWasMissed_comesOnce_inOrder() {
        say("general", "old");
        react("general", 1);
        String left;
        try (SocketClient alice = connect("alice", "&channel=general")) {
            react("general", 2);
            say("general", "seen");
            left = alice.awaitFrame(frame -> text(frame).equals("seen")).lastId();
        }
        react("general", 3);
        react("random", 4);
        say("general", "missed");
        react("general", 5);
        say("random", "elsewhere");
        say("general", "missed, too");

        try (SocketClient alice = connect("alice", "&channel=general&last_event_id=" + left)) {
            assertThat(told(alice.frames())).containsExactly("3", "5", "missed", "missed, too");
            assertThat(alice.lastId()).isEqualTo(store().events().latest().text() + "~5");
            react("general", 6);
            say("general", "new");
            alice.awaitFrame(frame -> text(frame).equals("new"));
            alice.awaitEvent("reactions", reacted(6));
            assertThat(told(alice.frames())).containsExactlyInAnyOrder("3", "5", "missed", "missed, too", "6", "new");
        }
    }

    @Test
    void idOfAnotherFile_isAnsweredWithResync() {
        try (SocketClient alice = connect("alice", "&channel=general&last_event_id=0123456789abcdef-7")) {
            assertThat(alice.data("resync")).containsExactly("{}");
        }
    }

    @Test
    void connectionsThatBreakAgainAndAgain_loseNothing_andRepeatNothing() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Semaphore changes = new Semaphore(0);
        ExecutorService writer = Executors.newSingleThreadExecutor();
        List<JsonNode> received = new ArrayList<>();
        String lastId = store().events().latest().text();
        try {
            Future<?> writing = writer.submit(() -> change(changes));
            for (int i = 0; i < DISCONNECTS; i++) {
                changes.release(CHANGES_FOR_EACH);
                lastId = take(1 + random.nextInt(40), (i + 1) * CHANGES_FOR_EACH, lastId, received);
            }
            writing.get(1, TimeUnit.MINUTES);
        } finally {
            writer.shutdownNow();
        }
        take(Integer.MAX_VALUE, CHANGES, lastId, received);

        String run = "seed " + seed;
        assertThat(told(received, "reactions")).as(run).doesNotHaveDuplicates().isEqualTo(numbers(0));
        assertThat(told(received, "messages")).as(run).doesNotHaveDuplicates().isEqualTo(numbers(1));
    }

    /** Every change is about a message of its own, so that none of them stands for several. */
    private void change(Semaphore allowed) {
        for (int i = 0; i < CHANGES; i++) {
            allowed.acquireUninterruptibly();
            if (i % 2 == 0) {
                react("general", i);
            } else {
                say("general", "" + i);
            }
        }
    }

    /** Connects, takes so many frames or all changes that there are, and breaks off. */
    private String take(int frames, int changes, String lastId, List<JsonNode> received) {
        int before = told(received).size();
        try (SocketClient alice =
                SocketClient.takingOnly(address("alice", "&channel=general&last_event_id=" + lastId), frames)) {
            await().pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() ->
                            alice.isAborted() || before + told(alice.frames()).size() >= changes);
            alice.abort();
            received.addAll(alice.frames());
            return alice.lastId().isEmpty() ? lastId : alice.lastId();
        }
    }

    private static List<String> numbers(int first) {
        return IntStream.range(0, CHANGES)
                .filter(i -> i % 2 == first)
                .mapToObj(String::valueOf)
                .toList();
    }

    /** The numbers of the messages that were reacted to, and the texts that were said. */
    private static List<String> told(List<JsonNode> frames) {
        return frames.stream()
                .filter(frame -> List.of("reactions", "messages")
                        .contains(frame.path("event").asText()))
                .map(frame -> frame.path("event").asText().equals("messages")
                        ? text(frame)
                        : "" + frame.path("data").path("ts").asInt())
                .toList();
    }

    private static List<String> told(List<JsonNode> frames, String event) {
        return told(frames.stream()
                .filter(frame -> frame.path("event").asText().equals(event))
                .toList());
    }

    private static String text(JsonNode frame) {
        return frame.path("data").path("text").asText();
    }
}
