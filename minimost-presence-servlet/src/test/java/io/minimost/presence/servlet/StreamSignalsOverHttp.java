package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.minimost.presence.signaling.SignalType;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How streams send signals to their recipients. */
interface StreamSignalsOverHttp extends StreamFixture, CallFixture {
    private static List<Long> numbers(EventSourceClient stream) {
        return stream.events("signals").stream()
                .flatMap(event -> event.json().path("signals").findValues("id").stream())
                .map(JsonNode::asLong)
                .toList();
    }

    @Test
    default void signals_areSentToTheRecipientAlone_onceOnEachStream() {
        String call = talk();
        try (EventSourceClient bob = subscribe("bob", "");
                EventSourceClient other = subscribe("bob", "?channel=" + DM);
                EventSourceClient alice = subscribe("alice", "?channel=" + DM);
                EventSourceClient carol = subscribe("carol", "?channel=" + DM + "&channel=general")) {
            for (int i = 1; i <= 5; i++) {
                postSignal("alice", call, "bob", "{\"n\":" + i + "}").isJson(OK);
                settle("bob", bob);
            }

            settle("bob", other);
            assertThat(numbers(bob)).containsExactly(1L, 2L, 3L, 4L, 5L);
            assertThat(numbers(other)).containsExactly(1L, 2L, 3L, 4L, 5L);
            assertThat(settle("alice", alice).names()).doesNotContain("signals");
            assertThat(settle("carol", carol).names()).doesNotContain("signals", "call_state");

            bob.awaitLast(
                    "signals",
                    "{\"session\":\"%s\",\"signals\":%s}"
                            .formatted(call, getSignals("bob", call, "?after=4").body()));
        }
    }

    @Test
    default void signals_thatWait_areWhatAStreamBeginsWith() {
        String call = talk();
        postSignal("alice", call, "bob", "1");
        postSignal("alice", call, "bob", "2");

        try (EventSourceClient bob = subscribe("bob", "")) {
            assertThat(numbers(bob)).containsExactly(1L, 2L);
            postSignal("alice", call, "bob", "3");
            settle("bob", bob);
            assertThat(numbers(bob)).containsExactly(1L, 2L, 3L);
        }
    }

    @Test
    default void signals_ofMoreThanAPage_allArrive() {
        String call = talk();
        IntStream.range(0, 450)
                .forEach(i -> store().calls().signals().send(call, "alice", "bob", SignalType.ICE_CANDIDATE, "" + i));

        try (EventSourceClient bob = subscribe("bob", "")) {
            assertThat(numbers(bob)).hasSize(450).isSorted().doesNotHaveDuplicates();
        }
    }

    @Test
    default void signals_whoseJsonHasLineEnds_arriveIntact() {
        String call = talk();
        try (EventSourceClient bob = subscribe("bob", "")) {
            String payload = "{\"sdp\":\n\"v=0\\r\\no=- 1\",\r\n\"data: \":\r[\n\n1.50,\"\u2028\u00e9\"]\n}";
            postSignal("alice", call, "bob", payload).isJson(OK);

            JsonNode data = bob.awaitEvent("signals", event -> true).json();

            assertThat(data.path("session").asText()).isEqualTo(call);
            assertThat(data.path("signals"))
                    .isEqualTo(getSignals("bob", call, "").json());
            assertThat(data.path("signals").path(0).path("payload")).isEqualTo(ClientResponse.json(payload));
        }
    }

    @Test
    default void signals_ofAScreenShare_areSent() {
        String share =
                store().screenShares().start("general", "alice").orElseThrow().id();
        store().screenShares().signals().send(share, "alice", "bob", SignalType.OFFER, "1");
        try (EventSourceClient bob = subscribe("bob", "?channel=general");
                EventSourceClient alice = subscribe("alice", "")) {
            assertThat(numbers(bob)).containsExactly(1L);
            as("bob")
                    .postJson(
                            "/screenshare/" + share + "/signal", "{\"to\":\"alice\",\"type\":\"answer\",\"payload\":2}")
                    .isJson(OK);

            JsonNode data = alice.awaitEvent("signals", event -> true).json();

            assertThat(data.path("session").asText()).isEqualTo(share);
            assertThat(data.path("signals"))
                    .isEqualTo(as("alice")
                            .get("/screenshare/" + share + "/signals")
                            .json());
        }
    }

    /** While streams begin: stored and new signals must not be sent twice or in the wrong order. */
    @Test
    default void signals_thatComeWhileAStreamBegins_areSentOnceAndInOrder() throws Exception {
        // A stream whose client has gone keeps its slot until the next write.
        configure(builder -> builder.limits(Limits.defaults().withStreams(100, 100)));
        String call = talk();
        Thread sender = new Thread(() -> IntStream.range(0, 900)
                .forEach(i -> store().calls().signals().send(call, "alice", "bob", SignalType.ICE_CANDIDATE, "" + i)));
        sender.start();
        for (int i = 0; i < 12; i++) {
            try (EventSourceClient bob = subscribe("bob", "")) {
                settle("bob", bob);
                assertThat(numbers(bob)).isSorted().doesNotHaveDuplicates();
            }
            hub().disconnect("bob");
        }
        sender.join();
        try (EventSourceClient bob = subscribe("bob", "")) {
            assertThat(numbers(bob)).hasSize(900).isSorted().doesNotHaveDuplicates();
        }
    }
}
