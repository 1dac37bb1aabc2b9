package io.minimost.examples.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessagesTest {
    private static final JsonMapper JSON = new JsonMapper();

    private ChatServer server;
    private ChatClient alice;
    private ChatClient bob;

    @BeforeEach
    void start(@TempDir Path data) {
        server = ChatServer.start(options(data));
        alice = ChatClient.signedIn(server, "alice");
        bob = ChatClient.signedIn(server, "bob");
    }

    /** Where the chat keeps its data; subclasses try other places. */
    ChatOptions options(Path data) {
        return new ChatOptions("127.0.0.1", 0, data);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void message_hasTheKeysOfMiniMost() throws Exception {
        HttpResponse<String> sent = alice.post("send/general", "text", "  grüß dich 👋\r\nzwei Zeilen ");
        assertThat(sent.statusCode()).isEqualTo(200);
        assertThat(sent.body()).isEqualTo("ok");

        JsonNode row = messages(bob, "general", "0").get(0);

        assertThat(row.fieldNames())
                .toIterable()
                .containsExactly(
                        "channel",
                        "content",
                        "deleted",
                        "deleted_ts",
                        "edited",
                        "edited_ts",
                        "filename",
                        "id",
                        "mentions",
                        "reactions",
                        "reactions_ts",
                        "reply_to_id",
                        "sender",
                        "ts");
        assertThat(row.get("channel").asText()).isEqualTo("general");
        assertThat(row.get("content").asText()).isEqualTo("grüß dich 👋\nzwei Zeilen");
        assertThat(row.get("sender").asText()).isEqualTo("alice");
        assertThat(row.get("edited_ts").isNull()).isTrue();
    }

    @Test
    void messages_after_givesWhatIsNewer() throws Exception {
        List<String> times = new ArrayList<>();
        for (String text : List.of("one", "two", "three")) {
            alice.post("send/general", "text", text);
            JsonNode all = messages(bob, "general", "0");
            times.add(all.get(all.size() - 1).get("ts").asText());
        }

        assertThat(messages(bob, "general", times.get(0)).findValuesAsText("content"))
                .containsExactly("two", "three");
        assertThat(messages(bob, "general", times.get(2))).isEmpty();
        assertThat(messages(bob, "random", "0")).isEmpty();
    }

    @Test
    void ts_hasNoExponentAndComesBackUnchanged() {
        alice.post("send/general", "text", "hello");

        String body = bob.get("messages/general").body();

        assertThat(body).containsPattern("\"ts\":[0-9]{10,}\\.[0-9]+}");
    }

    @Test
    void send_manyAtOnce_losesNoneAndGivesEachADistinctTime() throws Exception {
        List<Thread> senders = new ArrayList<>();
        for (ChatClient client : List.of(alice, bob, alice, bob)) {
            Thread sender = new Thread(() -> {
                for (int i = 0; i < 20; i++) {
                    client.post("send/general", "text", "message " + i);
                }
            });
            sender.start();
            senders.add(sender);
        }
        for (Thread sender : senders) {
            sender.join();
        }

        assertThat(messages(bob, "general", "0").findValuesAsText("ts"))
                .hasSize(80)
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\r\n\t"})
    void send_emptyText_is400(String text) {
        assertRefused(alice.post("send/general", "text", text), 400, "empty");
    }

    @Test
    void send_withoutTheField_is400() {
        assertRefused(alice.postRaw("send/general", BodyPublishers.noBody()), 400, "empty");
    }

    @Test
    void send_longText_isAcceptedUpToTheLimit() {
        assertThat(alice.post("send/general", "text", "👋".repeat(4000)).statusCode())
                .isEqualTo(200);
        String problem = "the text is too long: at most 4000 characters are allowed";
        assertRefused(alice.post("send/general", "text", "x".repeat(4001)), 413, problem);
        assertRefused(alice.post("send/general", "text", "x".repeat(1_000_000)), 413, problem);
    }

    @Test
    void send_unreadableForm_is400() {
        assertThat(alice.postRaw("send/general", BodyPublishers.ofString("text=%ff%fe"))
                        .statusCode())
                .isEqualTo(400);
        assertRefused(alice.post("send/general", "text", "a\0b"), 400, "text contains a control character");
    }

    @ParameterizedTest
    @CsvSource({
        "nowhere,        403, forbidden",
        "dm:bob:carol,   403, forbidden",
        "private:7,      403, forbidden",
        "dm:alice:carol, 400, no account named carol",
        "dm:bob:alice,   400, channel 'dm:bob:alice' must be written 'dm:alice:bob'",
        "dm:alice,       400, channel 'dm:alice' names fewer than two people",
    })
    void send_toAnInaccessibleChannel_isRefused(String channel, int status, String problem) {
        assertRefused(alice.post("send/" + channel, "text", "hello"), status, problem);
    }

    @Test
    void direct_isForTheTwo() throws Exception {
        ChatClient carol = ChatClient.signedIn(server, "carol");
        alice.post("send/dm%3Aalice%3Abob", "text", "just between us");

        assertThat(messages(bob, "dm:alice:bob", "0").findValuesAsText("content"))
                .containsExactly("just between us");
        assertRefused(carol.get("messages/dm:alice:bob"), 403, "forbidden");
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "NaN", "Infinity", "1e999", ""})
    void messages_withAfterThatIsNotANumber_is400(String after) {
        assertRefused(bob.get("messages/general?after=" + after), 400, "after must be a number of seconds");
    }

    @Test
    void send_endsTyping() {
        alice.postRaw("typing/general", BodyPublishers.noBody());
        assertThat(bob.get("typing/general").body().strip()).isEqualTo("[\"alice\"]");

        alice.post("send/general", "text", "hello");

        assertThat(bob.get("typing/general").body().strip()).isEqualTo("[]");
    }

    @Test
    void send_fromAnotherSite_isRefused() throws Exception {
        assertThat(alice.post("send/general", "text", "spam", "Sec-Fetch-Site", "cross-site")
                        .statusCode())
                .isEqualTo(403);
        assertThat(messages(bob, "general", "0")).isEmpty();
    }

    private static void assertRefused(HttpResponse<String> response, int status, String problem) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).isEqualTo(problem);
    }

    private static JsonNode messages(ChatClient reader, String channel, String after) throws Exception {
        return JSON.readTree(
                reader.get("messages/" + channel + "?after=" + after).body());
    }
}
