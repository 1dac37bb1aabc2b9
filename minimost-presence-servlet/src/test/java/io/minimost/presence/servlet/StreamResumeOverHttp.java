package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.signaling.SignalType;
import io.minimost.presence.values.EpochSeconds;
import io.minimost.presence.values.MessageRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that resumes with the last id receives what it has missed. */
interface StreamResumeOverHttp extends StreamFixture, CallFixture {
    private static MessageRef message(String channel, int number) {
        return new MessageRef(channel, EpochSeconds.toInstant(1716000000.0 + number));
    }

    private String leaveStream(String user, String query) {
        try (EventSourceClient stream = subscribe(user, query)) {
            return stream.lastEventId();
        }
    }

    private static List<Double> times(EventSourceClient stream) {
        return stream.events("reactions").stream()
                .map(event -> event.json().path("ts").asDouble())
                .toList();
    }

    @Test
    default void reactionsWhileAway_areSentFirst() {
        String left = leaveStream("alice", "?channel=general");
        store().reactions().toggle(message("general", 1), "rocket", "bob");
        store().reactions().toggle(message("software", 1), "rocket", "bob");
        store().reactions().toggle(message("general", 2), "rocket", "bob");
        store().reactions().toggle(message("general", 1), "+1", "carol");

        try (EventSourceClient stream =
                stream("alice", "?channel=general", left).awaitSnapshot()) {
            assertThat(times(stream)).containsExactly(1716000002.0, 1716000001.0);
            assertThat(stream.data("reactions"))
                    .element(1)
                    .isEqualTo("{\"reactions\":{\"+1\":[\"carol\"],\"rocket\":[\"bob\"]},\"ts\":1716000001.0}");
            assertThat(stream.names().get(0)).isEqualTo("reactions");
            assertThat(stream.lastEventId()).isEqualTo(store().events().latest().text());
            assertThat(stream.names()).contains("typing", "read_receipts").doesNotContain("resync");
        }
    }

    /** The user's own facts concern them everywhere, but this stream does not subscribe to that channel. */
    @Test
    default void ownReactionsWhileAway_areSentOfTheStreamsChannelsOnly() {
        String left = leaveStream("alice", "?channel=general");
        store().reactions().toggle(message("software", 1), "rocket", "alice");
        store().reactions().toggle(message("general", 2), "rocket", "alice");

        try (EventSourceClient stream =
                stream("alice", "?channel=general", left).awaitSnapshot()) {
            assertThat(times(stream)).containsExactly(1716000002.0);
        }
    }

    @Test
    default void resetWhileAway_isToBeReadAgain() {
        String left = leaveStream("alice", "?channel=general");
        store().resetLiveState();
        store().reactions().toggle(message("general", 1), "rocket", "bob");

        try (EventSourceClient stream =
                stream("alice", "?channel=general", left).awaitSnapshot()) {
            assertThat(stream.data("resync")).containsExactly("{}");
            assertThat(stream.names()).containsSubsequence("resync", "reactions", "typing");
        }
    }

    /** The user had rejected it in a channel that this stream does not subscribe to. */
    @Test
    default void callThatEndedWhileAway_isSentToAllWhoHadToDoWithIt() {
        String call = ring(GROUP);
        store().calls().accept(call, "bob");
        store().calls().reject(call, "carol");
        String left = leaveStream("carol", "?channel=general");
        store().calls().end(call, "alice");
        store().calls().end(call, "bob");

        try (EventSourceClient carol = stream("carol", "?channel=general", left).awaitSnapshot();
                EventSourceClient dave =
                        stream("dave", "?channel=general", left).awaitSnapshot();
                EventSourceClient facts =
                        stream("carol", "?channel=general&facts=true", left).awaitSnapshot()) {
            assertThat(carol.data("call_state")).hasSize(1).allMatch(data -> data.contains("\"state\":\"ended\""));
            assertThat(dave.names()).doesNotContain("call_state");
            assertThat(facts.names()).doesNotContain("fact", "call_state");
        }
    }

    @Test
    default void nothingMissed_nothingSent() {
        store().reactions().toggle(message("general", 1), "rocket", "bob");
        String left = leaveStream("alice", "?channel=general");

        try (EventSourceClient stream =
                stream("alice", "?channel=general", left).awaitSnapshot()) {
            assertThat(stream.names()).doesNotContain("reactions", "resync");
        }
    }

    /** Each event holds the position of its client, so a connection may break after any of them. */
    @Test
    default void comingBackWithAnyId_getsTheRest() {
        String left = leaveStream("alice", "?channel=general");
        List<Double> all = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            store().reactions().toggle(message("general", i), "rocket", "bob");
            all.add(1716000000.0 + i);
        }
        store().reactions().toggle(message("general", 2), "+1", "bob");
        all.remove(2);
        all.add(1716000002.0);
        List<EventParser.Event> told;
        try (EventSourceClient stream =
                stream("alice", "?channel=general", left).awaitSnapshot()) {
            assertThat(times(stream)).isEqualTo(all);
            told = stream.events("reactions");
        }
        for (int i = 0; i < told.size(); i++) {
            try (EventSourceClient stream =
                    stream("alice", "?channel=general", told.get(i).id()).awaitSnapshot()) {
                List<Double> rest = all.subList(i + 1, all.size());
                assertThat(times(stream)).as("after %d", i).isEqualTo(rest);
            }
        }
    }

    @Test
    default void callThatEndedWhileAway_isSentToItsPeople() {
        String call = talk();
        String alice = leaveStream("alice", "");
        String carol = leaveStream("carol", "?channel=" + DM);
        store().calls().end(call, "bob");

        try (EventSourceClient stream = stream("alice", "", alice).awaitSnapshot();
                EventSourceClient other =
                        stream("carol", "?channel=" + DM, carol).awaitSnapshot()) {
            awaitSameAsRoute("alice", stream, "call_state", "/calls/" + call + "/state");
            assertThat(stream.events("call_state").get(0).json().path("state").asText())
                    .isEqualTo("ended");
            assertThat(other.names()).doesNotContain("call_state");
        }
    }

    @Test
    default void callThatBeganWhileAway_isSentWithItsSignals() {
        String left = leaveStream("bob", "");
        String call = talk();
        store().calls().signals().send(call, "alice", "bob", SignalType.OFFER, "1");

        try (EventSourceClient stream = stream("bob", "", left).awaitSnapshot()) {
            awaitSameAsRoute("bob", stream, "call_state", "/calls/" + call + "/state");
            assertThat(stream.events("signals")).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "inf",
                "NaN",
                "-1",
                "0",
                "1716000000.0",
                "0123456789abcdef-0",
                "~",
                "0123456789abcdef-99999999999999999999",
                "0123456789abcdef-1~a b",
                "%00",
                "\u00e9"
            })
    default void junk_isAnsweredWithResync(String id) {
        store().reactions().toggle(message("general", 1), "rocket", "bob");

        try (EventSourceClient stream = stream("alice", "?channel=general", id).awaitSnapshot()) {
            assertThat(stream.names()).containsSubsequence("resync", "typing").doesNotContain("reactions");
            assertThat(stream.events().get(0).name()).isEqualTo("resync");
            assertThat(stream.data("resync")).containsExactly("{}");
            assertThat(stream.lastEventId()).isEqualTo(store().events().latest().text());
            store().reactions().toggle(message("general", 2), "rocket", "bob");
            stream.awaitEvent("reactions", data -> data.path("ts").asDouble() == 1716000002.0);
        }
    }

    @Test
    default void idAheadOfTheLog_isAnsweredWithResync() {
        String log = store().events().latest().log();

        try (EventSourceClient stream =
                stream("alice", "?channel=general", log + "-999999999999999999").awaitSnapshot()) {
            assertThat(stream.events().get(0).name()).isEqualTo("resync");
            assertThat(stream.lastEventId()).isEqualTo(store().events().latest().text());
        }
    }

    @Test
    default void emptyId_isNone() {
        try (EventSourceClient stream = stream("alice", "?channel=general", "").awaitSnapshot()) {
            assertThat(stream.names()).doesNotContain("resync");
        }
    }

    @Test
    default void longId_doesNoHarm() {
        // In HTTP/1, because Tomcat resets a request of HTTP/2 whose headers are so long.
        int status = new Http(raw().port(), Map.of("X-User", "alice"))
                .with("Last-Event-ID", "x".repeat(10_000))
                .method("HEAD", "/events")
                .status();

        assertThat(status).isIn(200, 400, 431);
        String head = raw().head(
                        "GET /events HTTP/1.1\r\nHost: localhost\r\nX-User: alice\r\nLast-Event-ID: a\u0001\u0000b\r\n\r\n");
        assertThat(head.split(" ", 3)[1]).isIn("200", "400");
        String half = "x".repeat(5_000);
        try (EventSourceClient stream = stream("alice", "", half).awaitSnapshot()) {
            assertThat(stream.events().get(0).name()).isEqualTo("resync");
        }
    }

    @Test
    default void idThatIsTooOld_isAnsweredWithResync() {
        reopen(builder -> builder.factRetention(Duration.ofMinutes(1)));
        String left = leaveStream("alice", "?channel=general");
        store().reactions().toggle(message("general", 1), "rocket", "bob");
        elapse(Duration.ofMinutes(5));
        store().sweep();
        store().reactions().toggle(message("general", 2), "rocket", "bob");

        for (String query : List.of("", "&facts=true")) {
            try (EventSourceClient stream =
                    stream("alice", "?channel=general" + query, left).awaitSnapshot()) {
                assertThat(stream.events().get(0).name()).isEqualTo("resync");
                assertThat(stream.names()).doesNotContain("reactions", "fact");
                assertThat(stream.lastEventId())
                        .isEqualTo(store().events().latest().text());
            }
        }
    }
}
