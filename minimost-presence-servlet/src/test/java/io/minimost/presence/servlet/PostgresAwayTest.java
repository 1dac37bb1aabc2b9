package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.events.FactFilter;
import io.minimost.presence.events.FactPosition;
import io.minimost.presence.events.Facts;
import io.minimost.presence.limits.Rate;
import io.minimost.presence.limits.RateLimit;
import io.minimost.presence.reactions.Reaction;
import io.minimost.presence.testing.OwnPostgres;
import io.minimost.presence.values.EpochSeconds;
import io.minimost.presence.values.MessageRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.ds.PGSimpleDataSource;

/** The filter while its server of PostgreSQL is away, and afterwards. */
class PostgresAwayTest {
    private static final String PASSWORD = "never-to-be-seen";
    private static final AtomicInteger COUNT = new AtomicInteger();

    @RegisterExtension
    static final OwnPostgres POSTGRES = new OwnPostgres();

    private PresenceStore store;
    private TestServer server;
    private EventSourceClient values;
    private EventSourceClient facts;

    @BeforeEach
    void start() throws Exception {
        PGSimpleDataSource connections = POSTGRES.dataSource();
        connections.setPassword(PASSWORD);
        store = PresenceStore.builder()
                .postgres(connections)
                .postgresSchema("away" + COUNT.incrementAndGet())
                .open();
        server = new JettyTestServer(PresenceFilter.builder(store)
                .currentUser(request -> Optional.ofNullable(request.getHeader("X-User")))
                .publicChannels("general")
                .messages(messages())
                .limits(Limits.defaults().withRate(RateLimit.REACTIONS, Rate.UNLIMITED))
                .build());
        values = stream("bob", "?channel=general", "").awaitSnapshot();
        facts = stream("bob", "?channel=general&facts=true", "").awaitSnapshot();
    }

    @AfterEach
    void stop() throws Exception {
        values.close();
        facts.close();
        server.stop();
        store.close();
    }

    @Test
    void aRestart_isSurvivedByStreams_whichMissNothing() throws Exception {
        FactPosition start = store.events().latest();
        react("alice", 1).hasStatus(200);
        // What cannot be read any more would end the streams, so that their clients resume.
        awaitReaction(values, 1);
        facts.awaitEvent("fact", fact -> fact.path("user").asText().equals("alice"));

        POSTGRES.stop();
        assertUnavailable();
        assertThat(values.hasEnded() || facts.hasEnded()).isFalse();
        POSTGRES.restart();

        awaitAvailable();
        react("alice", 2).hasStatus(200);
        awaitReaction(values, 2);
        values.awaitLast("typing", "[\"alice\"]");
        assertThat(values.hasEnded() || facts.hasEnded()).isFalse();
        assertThat(values.names()).doesNotContain("resync");
        assertThat(idsOfFacts(facts)).isEqualTo(log(start)).hasSize(2);
    }

    @Test
    void aCrash_losesNothingThatWasAnswered_andClientsReadEverythingAgain() throws Exception {
        Queue<Integer> answered = new ConcurrentLinkedQueue<>();
        Queue<Integer> statuses = new ConcurrentLinkedQueue<>();
        List<Thread> writers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int first = 100 * (i + 1);
            Thread writer = new Thread(() -> {
                int status = 200;
                for (int message = first; status == 200; message++) {
                    status = react("alice", message).status();
                    statuses.add(status);
                    if (status == 200) {
                        answered.add(message);
                    }
                }
            });
            writer.start();
            writers.add(writer);
        }
        await().until(() -> answered.size() > 100);

        POSTGRES.crash();
        for (Thread writer : writers) {
            writer.join();
        }
        assertUnavailable();
        POSTGRES.restart();
        awaitAvailable();

        assertThat(statuses).containsOnly(200, 503);
        assertThat(answered)
                .allSatisfy(message -> assertThat(reactionsTo(message))
                        .singleElement()
                        .extracting(Reaction::reactors)
                        .isEqualTo(List.of("alice")));
        // The server may have forgotten the last numbers, so no client may go on from where it was.
        values.awaitEnd();
        facts.awaitEnd();
        assertThat(idsOfFacts(facts)).doesNotHaveDuplicates();
        try (EventSourceClient again = stream("bob", "?channel=general&facts=true", facts.lastEventId())) {
            again.awaitSnapshot();
            assertThat(again.events().get(0).name()).isEqualTo("resync");
            again.awaitLast("typing", "[\"alice\"]");
            FactPosition start = store.events().latest();
            react("carol", 1).hasStatus(200);
            again.awaitEvent("fact", fact -> fact.path("user").asText().equals("carol"));
            assertThat(idsOfFacts(again)).isEqualTo(log(start)).hasSize(1);
        }
    }

    /** Reads, writes and new streams; none of the answers says how to connect to the server. */
    private void assertUnavailable() {
        List<ClientResponse> answers = List.of(
                as("alice").get("/online_users"),
                as("alice").get("/typing/general"),
                as("alice").get("/private_channels"),
                as("alice").get("/read_receipts/general"),
                as("alice").get("/calls/incoming"),
                as("alice").get("/events?channel=general"),
                as("alice").post("/typing/general"),
                as("alice").postJson("/presence", "{\"state\":\"idle\"}"),
                as("alice").postJson("/private_channels/create", "{\"name\":\"Team\"}"),
                as("alice").post("/mark_read/general"),
                as("alice").postJson("/calls/initiate", "{\"channel\":\"dm:alice:bob\"}"),
                react("alice", 1));
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.error(503)).isEqualTo("the store is busy, try again");
            assertThat(answer.header("Retry-After")).contains("1");
            assertThat(answer.headers() + answer.body()).doesNotContain(PASSWORD, "jdbc", "postgres", "localhost");
        });
    }

    /** Waits until the store has found the server again. */
    private void awaitAvailable() {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> as("alice").post("/typing/general").status() == 204);
    }

    private static void awaitReaction(EventSourceClient stream, int message) {
        stream.awaitEvent("reactions", data -> data.path("ts").asDouble() == at(message));
    }

    private static List<String> idsOfFacts(EventSourceClient stream) {
        return stream.events("fact").stream().map(EventParser.Event::id).toList();
    }

    /** The ids of the facts after {@code start}. */
    private List<String> log(FactPosition start) {
        return ((Facts.Page) store.events().since(start, FactFilter.everything()))
                .facts().stream().map(fact -> fact.position().text()).toList();
    }

    private ClientResponse react(String user, int message) {
        return as(user).postForm("/react/" + message, "reaction", "rocket");
    }

    private List<Reaction> reactionsTo(int message) {
        return store.reactions().reactionsTo(new MessageRef("general", EpochSeconds.toInstant(at(message))));
    }

    private static double at(int message) {
        return 1_716_000_000.5 + message;
    }

    private static TestMessages messages() {
        TestMessages messages = new TestMessages();
        for (int i = 0; i < 1000; i++) {
            messages.with(i, "general", at(i), "bob");
        }
        return messages;
    }

    private Http as(String user) {
        return new Http(server.port(), Map.of()).as(user);
    }

    private EventSourceClient stream(String user, String query, String lastEventId) {
        return EventSourceClient.open(
                server.port(), "/events" + query, Map.of("X-User", user, "Last-Event-ID", lastEventId));
    }
}
