package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.minimost.presence.host.HostEvent;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A stream whose client is gone ends without an error in the log. */
interface ClosedTabsOverHttp extends StreamFixture {
    @Test
    default void closedTabs_areNoErrors_toTheHostOrInTheLog() {
        int before = TestServer.ErrorPageServlet.SHOWN.get();
        try (LogCapture log = new LogCapture();
                EventSourceClient alice = subscribe("alice", "?channel=general")) {
            for (int i = 0; i < 5; i++) {
                List<RawStream> tabs = IntStream.range(0, 10)
                        .mapToObj(tab -> new RawStream(raw().port(), "bob", "?channel=general").awaitHead())
                        .toList();
                tabs.forEach(RawStream::reset);
                await().atMost(Duration.ofSeconds(20)).until(() -> {
                    // A write detects that the client is gone.
                    hub().publishTo("bob", HostEvent.of("news", "{}"));
                    return hub().openConnections() == 1;
                });
                as("alice").get("/online_users").isJson("{}");
            }
            settle("alice", alice);

            assertThat(log.text()).doesNotContain("ERROR", "SEVERE", "WARN");
        }
        assertThat(TestServer.ErrorPageServlet.SHOWN).hasValue(before);
    }

    /** Two seconds after the failed write, the response of each of them is ended, so the log stays empty for longer. */
    @Test
    default void hundredsOfDeadClients_areNotWorthALineInTheLog_andTheApplicationGoesOn() {
        configure(builder ->
                builder.publicChannels("general").limits(Limits.defaults().withStreams(1_000, 1_000)));
        try (LogCapture log = new LogCapture();
                EventSourceClient alice = subscribe("alice", "?channel=general")) {
            List<RawStream> clients = IntStream.range(0, 600)
                    .mapToObj(client -> new RawStream(raw().port(), "bob", "?channel=general").awaitHead())
                    .toList();
            clients.forEach(RawStream::reset);
            await().atMost(Duration.ofMinutes(1)).until(() -> {
                hub().publish(HostEvent.of("news", "{}"));
                return hub().openConnections() == 1;
            });

            await().during(Duration.ofSeconds(3)).until(() -> log.text().isEmpty());
            as("alice").get("/online_users").isJson("{}");
            settle("alice", alice);
        }
    }
}
