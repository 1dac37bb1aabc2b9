package io.minimost.examples.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two nodes on one database, without a page. */
class TwoNodesTest {
    private static final String PEER = "http://127.0.0.1:1";

    private String database;
    private ChatServer here;
    private ChatServer there;
    private ChatClient alice;
    private ChatClient bob;

    /** Alice is at one node, bob at the other. */
    @BeforeEach
    void start() {
        database = Postgres.newDatabase();
        here = ChatServer.start(Postgres.node(0, database, PEER));
        there = ChatServer.start(Postgres.node(0, database));
        alice = ChatClient.signedIn(here, "alice");
        bob = ChatClient.signedIn(there, "bob");
    }

    @AfterEach
    void stop() {
        here.close();
        there.close();
    }

    @Test
    void nodesThatStartAtTheSameTime_createTheTablesOnce() throws Exception {
        String empty = Postgres.newDatabase();
        List<ChatStorage> started = Collections.synchronizedList(new ArrayList<>());
        List<Thread> starts = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Thread start = new Thread(() -> started.add(PostgresStorage.open(empty)));
            start.start();
            starts.add(start);
        }
        for (Thread start : starts) {
            start.join();
        }

        started.forEach(ChatStorage::close);
        assertThat(started).hasSize(4);
    }

    @Test
    void signIn_holdsAtBothNodes_andSoDoesSignOut() {
        assertThat(alice.at(there).get("me").body()).isEqualTo("{\"user\":\"alice\"}");

        alice.at(there).post("logout");

        assertThat(alice.get("me").body()).isEqualTo("{\"user\":null}");
        assertThat(alice.get("users").statusCode()).isEqualTo(401);
    }

    @Test
    void signOut_endsTheStreamsAtTheOtherNode() {
        try (ChatStream stream = alice.stream("?channel=general")) {
            stream.beginning();

            alice.at(there).post("logout");

            assertThat(stream.awaitEnd()).contains("(retry)");
        }
    }

    @Test
    void nodeThatStarts_setsNobodyOffline() {
        ChatServer third = ChatServer.start(Postgres.node(0, database));
        try (third) {
            assertThat(alice.at(third).json("online_users").toString())
                    .isEqualTo("{\"alice\":\"active\",\"bob\":\"active\"}");
        }
    }

    @Test
    void message_reachesTheOtherNode_andIsCountedThere() {
        try (ChatStream forBob = bob.stream("?channel=general");
                ChatStream elsewhere = bob.stream("?channel=random")) {
            forBob.beginning();
            elsewhere.beginning();

            alice.post("send/general", "text", "hello");
            assertThat(forBob.await("messages").contents()).containsExactly("hello");
            elsewhere.await("channel_unreads", "{\"general\":1,\"random\":0}");

            alice.post("send/dm:alice:bob", "text", "psst");
            elsewhere.await("dms", "[{\"channel\":\"dm:alice:bob\",\"unread\":1,\"users\":[\"alice\"]}]");
            bob.post("mark_read/general");
            elsewhere.await("channel_unreads", "{\"general\":0,\"random\":0}");
        }
    }

    /** The count of the sender's node is older than the reader's, and arrives later, because its news are held up. */
    @Test
    void count_isRightInTheEnd_whicheverArrivesLast() {
        try (ChatStream forBob = bob.stream("?channel=general");
                ChatStream atTheSender = bob.at(here).stream("?channel=random")) {
            forBob.beginning();
            atTheSender.beginning();

            Postgres.whileLocked(database, "minimost_presence.mp_news", () -> {
                alice.post("send/general", "text", "hello");
                atTheSender.await("channel_unreads", "{\"general\":1,\"random\":0}");
                bob.post("mark_read/general");
                forBob.await("channel_unreads", "{\"general\":0,\"random\":0}");
            });

            List<String> counts = forBob.dataUntilQuiet("channel_unreads", Duration.ofSeconds(2));
            assertThat(counts).last().isEqualTo("{\"general\":0,\"random\":0}");
        }
    }

    @Test
    void messagesOfBothNodesAtOnce_haveDistinctTimes_inTheOrderOfTheirNumbers() throws Exception {
        List<Thread> senders = new ArrayList<>();
        for (ChatClient client : List.of(alice, bob, alice.at(there), bob.at(here))) {
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

        JsonNode all = alice.json("messages/general");
        assertThat(all.findValuesAsText("ts")).hasSize(80).doesNotHaveDuplicates();
        assertThat(all.findValues("id")).extracting(JsonNode::asLong).isSorted();
        assertThat(bob.json("messages/general")).isEqualTo(all);
    }

    @Test
    void reaction_marksTheMessageForClientsThatPollTheOtherNode() {
        alice.post("send/general", "text", "first");
        JsonNode first = alice.json("messages/general").get(0);

        bob.post("react/" + first.get("id"), "reaction", "rocket");

        String path = "messages/general?after=" + first.get("ts").asText();
        await().until(() -> alice.json(path), changed -> changed.size() == 1);
        assertThat(alice.json(path).get(0).get("reactions").asText()).isEqualTo("{\"rocket\": [\"bob\"]}");
    }

    @Test
    void noticesOfAChannel_arePostedOnce() {
        long team = alice.createChannel("Team", "bob");

        alice.postJson("private_channels/" + team + "/rename", "{\"name\":\"Crew\"}");
        bob.post("private_channels/" + team + "/leave");

        assertThat(alice.json("messages/private:" + team).findValuesAsText("content"))
                .containsExactly("alice has renamed the channel to \"Crew\"", "bob has left the channel");
    }

    @Test
    void resumeAtTheOtherNode_missesNothing() {
        String lastEventId;
        try (ChatStream stream = bob.stream("?channel=general")) {
            stream.beginning();
            alice.post("send/general", "text", "one");
            assertThat(stream.await("messages").contents()).containsExactly("one");
            lastEventId = stream.lastEventId();
        }
        alice.post("send/general", "text", "two");
        there.close();

        try (ChatStream stream = bob.at(here).stream("?channel=general", "Last-Event-ID", lastEventId)) {
            // The last seconds come again: what was sent at another node may have been under way.
            assertThat(stream.await("messages").contents()).containsExactly("one", "two");
        }
    }

    @Test
    void page_mayAskItsPeersOnly() {
        HttpResponse<String> page = alice.get("");

        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).contains("connect-src 'self' " + PEER));
        assertThat(bob.get("").headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).doesNotContain("connect-src"));
        assertThat(alice.get("peers").body()).isEqualTo("[\"" + PEER + "\"]");
        HttpResponse<String> alive = new ChatClient(there).get("alive");
        assertThat(alive.statusCode()).isEqualTo(200);
        assertThat(alive.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
    }

    @Test
    void databaseAway_is503_andSignsNobodyOut() {
        String name = database.replaceFirst(".*/(\\w+).*", "$1");
        Postgres.administer(
                "ALTER DATABASE " + name + " ALLOW_CONNECTIONS false",
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name + "'");

        for (String path : List.of("me", "users", "messages/general", "alive")) {
            HttpResponse<String> answer = alice.get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).as(path).isPresent();
        }

        Postgres.administer("ALTER DATABASE " + name + " ALLOW_CONNECTIONS true");
        await().until(() -> alice.get("me").body(), "{\"user\":\"alice\"}"::equals);
        await().until(() -> alice.post("send/general", "text", "back").statusCode(), status -> status == 200);
    }
}
