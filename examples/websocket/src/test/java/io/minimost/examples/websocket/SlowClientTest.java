package io.minimost.examples.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A client that does not read is ended, and delays nobody else. */
class SlowClientTest extends SocketTest {
    private static final String QUERY = "&channel=general";
    private static final String TOO_SLOW = "1013 TOO_SLOW";

    /** So many events may wait for a client. */
    private static final int MAX_WAITING = 64;

    @Test
    void clientForWhichTooMuchWaits_isEnded_andReceivesTheRestWhenItComesBack() {
        List<String> texts =
                IntStream.range(0, MAX_WAITING + 36).mapToObj(String::valueOf).toList();
        String lastId;
        try (SocketClient carol = connect("carol", QUERY);
                SocketClient bob = connectStuck("bob", QUERY)) {
            texts.forEach(text -> say("general", text));
            awaitTexts(carol, texts);

            bob.read();

            assertThat(bob.awaitEnd()).isEqualTo(TOO_SLOW);
            assertThat(bob.data("filling")).containsExactly(FILLING);
            assertThat(texts(bob)).isEqualTo(texts.subList(0, MAX_WAITING));
            assertThat(bob.frames().get(bob.frames().size() - 1)).hasToString("{\"retry\":200}");
            assertThat(carol.hasEnded()).isFalse();
            lastId = bob.lastId();
        }
        try (SocketClient bob = connect("bob", QUERY + "&last_event_id=" + lastId)) {
            assertThat(texts(bob)).isEqualTo(texts.subList(MAX_WAITING, texts.size()));
        }
    }

    @Test
    void clientThatReadsNothingForTooLong_isEndedWithoutWhatWaits() {
        try (SocketClient carol = connect("carol", QUERY);
                SocketClient bob = connectStuck("bob", QUERY)) {
            say("general", "before");
            awaitTexts(carol, List.of("before"));
            assertThat(hub().users()).containsExactlyInAnyOrder("bob", "carol");

            elapse(Duration.ofSeconds(20));

            await().until(() -> hub().openConnections() == 1);
            say("general", "after");
            awaitTexts(carol, List.of("before", "after"));
            bob.read();
            assertThat(bob.awaitEnd()).isEqualTo(TOO_SLOW);
            assertThat(bob.data("filling")).containsExactly(FILLING);
            assertThat(texts(bob)).isEmpty();
            assertThat(carol.hasEnded()).isFalse();
        }
    }

    private static void awaitTexts(SocketClient client, List<String> texts) {
        await().untilAsserted(() -> assertThat(texts(client)).isEqualTo(texts));
    }

    private static List<String> texts(SocketClient client) {
        return client.events("messages").stream()
                .map(frame -> frame.path("data").path("text").asText())
                .toList();
    }
}
