package io.minimost.presence.benchmarks.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minimost.presence.PresenceStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpServerTest {
    private static final HttpRequest TYPING = HttpRequest.get("/typing/general", "alice");

    private HttpServer server;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("presence.db");
        PresenceStore.open(file).close();
        server = HttpServer.start(file, List.of("general"));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void constantAnswers_haveTheStatusAndLengthAskedFor() throws Exception {
        try (LoadGenerator clients = new LoadGenerator(server, 1)) {
            assertThat(clients.ask(HttpRequest.constant(200, 1234)).bodyLength())
                    .isEqualTo(1234);
            assertThat(clients.ask(HttpRequest.constant(304, 0)).bodyLength()).isZero();
            assertThat(clients.ask(HttpRequest.constantPost()).bodyLength()).isZero();
        }
    }

    @Test
    void run_asksTheFilterOnAllConnections() throws Exception {
        HttpRequest keystroke = HttpRequest.post("/typing/general", "bob");
        try (LoadGenerator clients = new LoadGenerator(server, 3)) {
            assertThat(clients.run(List.of(keystroke, TYPING), Duration.ofMillis(1)))
                    .hasSizeGreaterThanOrEqualTo(3)
                    .doesNotContain(0);
            assertThat(clients.ask(TYPING).bodyLength()).isEqualTo("[\"bob\"]\n".length());
        }
    }

    @Test
    void runAtRate_sendsNoMoreThanTheRate() throws Exception {
        try (LoadGenerator clients = new LoadGenerator(server, 2)) {
            assertThat(clients.runAtRate(List.of(TYPING), Duration.ofMillis(1), Duration.ofMillis(10)))
                    .hasSize(10);
        }
    }

    @Test
    void answerWithAnotherStatus_endsTheRun() throws Exception {
        HttpRequest forbidden = HttpRequest.get("/typing/private:1", "alice");
        try (LoadGenerator clients = new LoadGenerator(server, 1)) {
            assertThatThrownBy(() -> clients.ask(forbidden)).hasMessageContaining("not 200");
        }
    }

    @Test
    void streams_opened_canBeResumed() throws Exception {
        HttpRequest first = StreamClients.stream("alice", List.of("general"), "", "");
        try (StreamClients clients = new StreamClients(server)) {
            assertThat(clients.openOneByOne(List.of(first))).isPositive();
            String lastId = clients.lastId();
            assertThat(lastId).matches("[0-9a-f]+-[0-9]+");

            HttpRequest again = StreamClients.stream("alice", List.of("general"), lastId, "");
            assertThat(clients.openAtOnce(List.of(again, again))).hasSize(2).doesNotContain(0);
        }
    }

    @Test
    void presence_setByTheServer_isReadAgainForTheStreamsThatShowIt() throws Exception {
        HttpRequest stream = StreamClients.stream("alice", List.of("general"), "", "");
        try (StreamClients clients = new StreamClients(server)) {
            clients.openOneByOne(List.of(stream));
            HttpServer.Reads before = server.reads();

            server.setPresence("carol", "ACTIVE");

            long end = System.nanoTime() + 10_000_000_000L;
            while (server.reads().since(before).topics() == 0) {
                assertThat(System.nanoTime()).as("time").isLessThan(end);
            }
        }
    }
}
