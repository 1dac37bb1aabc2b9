package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.values.EpochSeconds;
import io.minimost.presence.values.MessageRef;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What streams send about their channels. */
interface StreamChannelsOverHttp extends StreamFixture, CallFixture {
    MessageRef MESSAGE = new MessageRef("general", EpochSeconds.toInstant(1716000000.0));

    private void useMessages() {
        configure(builder -> builder.publicChannels("general", "software")
                .messages(new TestMessages()
                        .with(1, "general", 1716000000.0, "bob")
                        .with(2, "software", 1716000001.5, "bob")));
    }

    @Test
    default void stream_hasTheHeadersOfOne() {
        try (EventSourceClient stream = subscribe("alice", "")) {
            assertThat(stream.status()).isEqualTo(200);
            assertThat(stream.header("content-type").orElse("").replace(" ", ""))
                    .isEqualToIgnoringCase("text/event-stream;charset=utf-8");
            assertThat(stream.header("cache-control")).contains("no-cache, no-transform");
            assertThat(stream.header("x-accel-buffering")).contains("no");
            assertThat(stream.header("connection"))
                    .isEqualTo(version() == HttpClient.Version.HTTP_2 ? Optional.empty() : Optional.of("close"));
            assertThat(stream.header("transfer-encoding")).isEmpty();
            assertThat(stream.header("x-content-type-options")).contains("nosniff");
            assertThat(stream.header("content-length")).isEmpty();
            assertThat(stream.retry()).isEqualTo("3000");
        }
    }

    @Test
    default void stream_withoutChannels_sendsWhatConcernsTheUser() {
        for (String query : List.of("", "?channel=", "?after=x&unknown=1")) {
            try (EventSourceClient stream = subscribe("alice", query)) {
                assertThat(stream.names())
                        .containsExactly("online_users", "statuses", "private_channels", "incoming_calls");
            }
        }
    }

    @Test
    default void oneChannel_isNamedInItsEvents_onRequest() {
        try (EventSourceClient stream = subscribe("alice", "?channel=general&named=true")) {
            assertThat(stream.names())
                    .contains("typing:general", "online_users")
                    .doesNotContain("typing");
            as("bob").post("/typing/general");

            stream.awaitLast("typing:general", "[\"bob\"]");
        }
        assertThat(as("alice").get("/events?named=maybe").badInput("named")).contains("true or false");
    }

    @Test
    default void typing_isSentAsItsRouteShows_withoutTheUser() {
        try (EventSourceClient alice = subscribe("alice", "?channel=general");
                EventSourceClient carol = subscribe("carol", "?channel=general")) {
            as("bob").post("/typing/general");
            as("alice").post("/typing/general");

            carol.awaitLast("typing", "[\"bob\",\"alice\"]");
            alice.awaitLast("typing", "[\"bob\"]");
            awaitSameAsRoute("carol", carol, "typing", "/typing/general");
            awaitSameAsRoute("alice", alice, "typing", "/typing/general");
        }
    }

    @Test
    default void typing_thatGoesOn_isNotSentAgain() {
        try (EventSourceClient stream = subscribe("alice", "?channel=general")) {
            as("bob").post("/typing/general");
            stream.awaitLast("typing", "[\"bob\"]");
            for (int i = 0; i < 3; i++) {
                elapse(Duration.ofSeconds(2));
                as("bob").post("/typing/general");
                as("alice").post("/typing/general");
                store().sweep();
            }
            as("bob").delete("/typing/general");

            stream.awaitLast("typing", "[]");
            assertThat(stream.data("typing")).containsExactly("[]", "[\"bob\"]", "[]");
        }
    }

    @Test
    default void typing_thatRunsOut_isSent() {
        try (EventSourceClient stream = subscribe("alice", "?channel=general")) {
            as("bob").post("/typing/general");
            stream.awaitLast("typing", "[\"bob\"]");

            elapse(Duration.ofSeconds(6));
            store().sweep();

            stream.awaitLast("typing", "[]");
        }
    }

    @Test
    default void readReceipts_areSentAsTheRouteOfWatermarksShows() {
        useMessages();
        try (EventSourceClient stream = subscribe("bob", "?channel=general")) {
            stream.awaitLast("read_receipts", "{}");

            as("alice").post("/mark_read/general").isNoContent();

            stream.awaitLast("read_receipts", "{\"alice\":1716000000.0}");
            awaitSameAsRoute("bob", stream, "read_receipts", "/read_watermarks/general");
            as("alice").post("/mark_read/general").isNoContent();
            as("carol").post("/mark_read/general").isNoContent();
            stream.awaitLast("read_receipts", "{\"alice\":1716000000.0,\"carol\":1716000000.0}");
            assertThat(stream.events("read_receipts")).hasSize(3);
        }
    }

    @Test
    default void screenshares_areSentAsTheirRouteShows() {
        try (EventSourceClient stream = subscribe("alice", "?channel=general")) {
            String share = as("bob")
                    .postJson("/screenshare/start", "{\"channel\":\"general\"}")
                    .hasStatus(200)
                    .json()
                    .path("share_id")
                    .textValue();

            stream.awaitEvent(
                    "screenshares",
                    shares -> shares.path(0).path("share_id").asText().equals(share));
            awaitSameAsRoute("alice", stream, "screenshares", "/screenshare/active?channel=general");
            as("bob").post("/screenshare/" + share + "/stop");
            stream.awaitLast("screenshares", "[]");
        }
    }

    @Test
    default void activeCall_isSentAsItsRouteShows_toEachWhetherHeIsIn() {
        String route = "/calls/active?channel=" + DM;
        try (EventSourceClient alice = subscribe("alice", "?channel=" + DM);
                EventSourceClient bob = subscribe("bob", "?channel=" + DM)) {
            alice.awaitLast("active_call", "{\"call\":null}");

            String call = ring(DM);

            alice.awaitEvent(
                    "active_call", data -> data.path("call").path("joined").asBoolean());
            awaitSameAsRoute("alice", alice, "active_call", route);
            bob.awaitEvent(
                    "active_call",
                    data -> data.path("call").path("call_id").asText().equals(call));
            awaitSameAsRoute("bob", bob, "active_call", route);
            assertThat(as("bob").get(route).json().path("call").path("joined").asBoolean())
                    .isFalse();

            as("bob").post("/calls/" + call + "/accept");
            bob.awaitEvent(
                    "active_call", data -> data.path("call").path("joined").asBoolean());
            awaitSameAsRoute("alice", alice, "active_call", route);
            awaitSameAsRoute("bob", bob, "active_call", route);

            as("alice").post("/calls/" + call + "/end");
            alice.awaitLast("active_call", "{\"call\":null}");
            bob.awaitLast("active_call", "{\"call\":null}");
        }
    }

    @Test
    default void activeCall_isNotSentOfPublicChannels() {
        try (EventSourceClient stream = subscribe("alice", "?channel=general")) {
            assertThat(stream.events("active_call")).isEmpty();
        }
    }

    @Test
    default void reactions_areSentAsTheRouteShows() {
        useMessages();
        try (EventSourceClient stream = subscribe("alice", "?channel=general")) {
            for (String reaction : List.of("rocket", "+1", "rocket", "+1")) {
                String answer = as("bob")
                        .postForm("/react/1", "reaction", reaction)
                        .hasStatus(200)
                        .body();

                stream.awaitLast("reactions", "{\"reactions\":" + answer + ",\"ts\":1716000000.0}");
            }
            assertThat(stream.events("reactions")).hasSize(4);
            assertThat(stream.events("reactions"))
                    .extracting(EventParser.Event::id)
                    .doesNotHaveDuplicates()
                    .last()
                    .isEqualTo(store().events().latest().text());
        }
    }

    @Test
    default void reactions_ofAForgottenMessage_areSent() {
        store().reactions().toggle(MESSAGE, "rocket", "bob");
        try (EventSourceClient stream = subscribe("alice", "?channel=general")) {
            store().deleteMessage(MESSAGE);

            stream.awaitLast("reactions", "{\"reactions\":{},\"ts\":1716000000.0}");
        }
    }

    @Test
    default void severalChannels_areNamed() {
        useMessages();
        String channels = "?channel=general&channel=software&channel=" + DM;
        try (EventSourceClient stream = subscribe("alice", channels)) {
            assertThat(stream.names())
                    .containsExactly(
                            "typing:general",
                            "read_receipts:general",
                            "screenshares:general",
                            "typing:software",
                            "read_receipts:software",
                            "screenshares:software",
                            "typing:" + DM,
                            "read_receipts:" + DM,
                            "screenshares:" + DM,
                            "active_call:" + DM,
                            "online_users",
                            "statuses",
                            "private_channels",
                            "incoming_calls");

            as("bob").post("/typing/software");
            as("bob").postForm("/react/2", "reaction", "rocket");
            as("alice").post("/mark_read/software");
            String call = ring(DM);

            stream.awaitLast("typing:software", "[\"bob\"]")
                    .awaitLast("reactions:software", "{\"reactions\":{\"rocket\":[\"bob\"]},\"ts\":1716000001.5}")
                    .awaitLast("read_receipts:software", "{\"alice\":1716000001.5}")
                    .awaitLast("typing:general", "[]");
            stream.awaitEvent(
                    "active_call:" + DM,
                    data -> data.path("call").path("call_id").asText().equals(call));
            stream.awaitEvent(
                    "call_state", data -> data.path("call_id").asText().equals(call));
        }
    }

    @Test
    default void oneChannel_namedTwice_isOne() {
        try (EventSourceClient stream = subscribe("alice", "?channel=general&channel=general&channel=")) {
            assertThat(stream.data("typing")).containsExactly("[]");
        }
    }
}
