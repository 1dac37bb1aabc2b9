package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.minimost.presence.host.HostEvent;
import jakarta.servlet.Filter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** On Undertow 2.3 (servlet 6.0). Overridden tests show what differs because of the container. */
class PresenceFilterUndertowTest extends PresenceFilterContract {
    @Override
    TestServer start(Filter filter) throws Exception {
        return new UndertowTestServer(filter);
    }

    /** It fails before the filter is called, and logs an error. */
    @Override
    public int statusWithoutPath() {
        return 500;
    }

    /** It would wait for ever until the client takes what was written. */
    @Test
    void clientThatNeverReads_losesItsConnection() {
        String big = "\"" + "x".repeat(4_000_000) + "\"";
        try (RawStream stuck = new RawStream(raw().port(), "bob", "?channel=general").awaitHead();
                EventSourceClient witness = subscribe("alice", "?channel=general")) {
            for (int i = 0; i < 4; i++) {
                hub().publishTo("bob", HostEvent.of("big", big).withCursor("" + i));
                settle("alice", witness);
            }
            elapse(Duration.ofSeconds(20));
            await().until(() -> hub().openConnections() == 1);

            await().atMost(Duration.ofSeconds(30)).until(stuck::isRejected);
            assertThat(witness.hasEnded()).isFalse();
        }
    }

    /** It closes the connection before the filter learns of it, so there is no answer. */
    @Override
    @Test
    public void body_ofMalformedChunks_isBadInputOrRejectedByContainer() {
        String answer = raw().sendParts(String.join(
                "\r\n",
                "POST /presence HTTP/1.1",
                "Host: localhost",
                "X-User: alice",
                "Content-Type: application/json",
                "Transfer-Encoding: chunked",
                "",
                "zz",
                "{\"state\":\"idle\"}",
                "0",
                ""));

        assertThat(answer).isEmpty();
        assertThat(changes()).isEmpty();
    }
}
