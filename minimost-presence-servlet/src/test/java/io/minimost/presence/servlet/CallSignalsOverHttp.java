package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.events.PresenceEvent.SignalSent;
import io.minimost.presence.signaling.SignalLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signals between the participants of a call. */
interface CallSignalsOverHttp extends CallFixture {
    String REQUIRED = "to, type (offer/answer/ice_candidate), and payload are required";

    @Test
    default void postSignal_waitsForItsRecipient() {
        String call = talk();

        postSignal("alice", call, "bob", "{\"sdp\":\"v=0\"}").isJson(OK);
        as("alice")
                .postJson(
                        "/calls/" + call + "/signal", "{\"to\":\" bob \",\"type\":\"ice_candidate\",\"payload\":\"\"}")
                .isJson(OK);

        ClientResponse response = getSignals("bob", call, "");
        response.isJson(
                "[{\"from\":\"alice\",\"id\":1,\"payload\":{\"sdp\":\"v=0\"},\"ts\":1795478400.0,\"type\":\"offer\"},"
                        + "{\"from\":\"alice\",\"id\":2,\"payload\":\"\",\"ts\":1795478400.0,\"type\":\"ice_candidate\"}]");
        assertThat(response.header("Cache-Control")).contains("no-store");
        assertThat(response.header("ETag")).isEmpty();
        getSignals("bob", call, "").isJson(response.body());
        getSignals("alice", call, "").isJson("[]");
    }

    @Test
    default void getSignals_after_skipsWhatTheClientHas() {
        String call = talk();
        postSignal("alice", call, "bob", "1");
        postSignal("alice", call, "bob", "2");

        for (String query : new String[] {"?after=0", "?after=-5", "?after=000", "?after=-999999999999999999"}) {
            assertThat(getSignals("bob", call, query).hasStatus(200).json())
                    .as(query)
                    .hasSize(2);
        }
        assertThat(getSignals("bob", call, "?after=1").json().findValuesAsText("payload"))
                .containsExactly("2");
        assertThat(getSignals("bob", call, "?after=1&after=0").hasStatus(200).json())
                .as("the first counts")
                .hasSize(1);
        assertThat(getSignals("bob", call, "?x=%41&after=%31").hasStatus(200).json())
                .hasSize(1);
        getSignals("bob", call, "?after=999999999999999999").isJson("[]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9223372036854775808",
                "9223372036854775807",
                "1000000000000000000",
                "99999999999999999999999999",
                "",
                "x",
                "5.0",
                "0x5",
                "1_0",
                "%2B1",
                "--1",
                "-",
                "1e3",
                "%D9%A1",
                "1%00",
                "1%0A2"
            })
    default void getSignals_afterJunk_isBadInput(String after) {
        String call = talk();

        getSignals("bob", call, "?after=" + after).badInput("after");
    }

    @Test
    default void postAccept_tellsWhichSignalsConcernNewcomers() {
        String call = ring(GROUP);
        store().calls().accept(call, "bob");
        postSignal("alice", call, "bob", "1");
        postSignal("bob", call, "alice", "2");

        assertThat(as("carol")
                        .post("/calls/" + call + "/accept")
                        .json()
                        .path("last_signal_id")
                        .longValue())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"type\":\"offer\",\"payload\":1}",
                "{\"to\":\" \",\"type\":\"offer\",\"payload\":1}",
                "{\"to\":\"bob\",\"payload\":1}",
                "{\"to\":\"bob\",\"type\":\"Offer\",\"payload\":1}",
                "{\"to\":\"bob\",\"type\":\" offer\",\"payload\":1}",
                "{\"to\":\"bob\",\"type\":\"bye\",\"payload\":1}",
                "{\"to\":\"bob\",\"type\":\"offer\"}",
                "{\"to\":\"bob\",\"type\":\"offer\",\"payload\":null}"
            })
    default void postSignal_withoutTheRequired_isRejectedBeforeTheCallIsLookedFor(String body) {
        as("alice").postJson("/calls/" + talk() + "/signal", body).isError(400, REQUIRED);
        as("alice").postJson("/calls/none/signal", body).isError(400, REQUIRED);
        assertThat(changes()).isEmpty();
    }

    @Test
    default void postSignal_toSomebodyWhoIsNotIn_isNotFound() {
        String call = ring(GROUP);
        store().calls().accept(call, "bob");
        changes().clear();

        for (String to : new String[] {"carol", "mallory", "alice", "ALICE"}) {
            postSignal("alice", call, to, "1").isError(404, "recipient is not in the call");
        }
        for (String to : new String[] {"a:b", "x".repeat(65), "bob\\u0000", "\\ud800"}) {
            postSignal("alice", call, to, "1").badInput("to");
        }
        assertThat(changes()).isEmpty();
    }

    @Test
    default void postSignal_bySomebodyWhoIsOut_isForbidden() {
        String call = ring(GROUP);
        store().calls().accept(call, "bob");
        postSignal("carol", call, "alice", "1").isError(403, "not a participant");
        store().calls().reject(call, "carol");
        changes().clear();

        postSignal("carol", call, "alice", "1").isError(403, "not a participant");
        getSignals("carol", call, "").isJson("[]");
        assertThat(changes()).isEmpty();
    }

    @Test
    default void postSignal_toACallThatIsOver_isAConflict() {
        String call = talk();
        postSignal("alice", call, "bob", "1").isJson(OK);
        store().calls().end(call, "bob");
        changes().clear();

        postSignal("alice", call, "bob", "2").isError(409, "call has ended");
        getSignals("bob", call, "").isJson("[]");
        assertThat(changes()).isEmpty();
    }

    @Test
    default void postSignal_toAFullMailbox_isTooMuch() {
        reopen(builder -> builder.signalLimits(new SignalLimits(1000, 3, 3000, 2)));
        String call = talk();
        for (int i = 0; i < 3; i++) {
            postSignal("alice", call, "bob", "1").isJson(OK);
        }
        changes().clear();

        ClientResponse rejected = postSignal("alice", call, "bob", "1");

        assertThat(rejected.error(429)).contains("too many signals");
        assertThat(rejected.header("Retry-After")).contains("1");
        assertThat(changes()).isEmpty();
        assertThat(getSignals("bob", call, "").hasStatus(200).json())
                .as("a page")
                .hasSize(2);
        assertThat(getSignals("bob", call, "?after=2").hasStatus(200).json()).hasSize(1);
        postSignal("bob", call, "alice", "1").isJson(OK);
    }

    @Test
    default void postSignal_isAnnounced() {
        String call = talk();

        postSignal("alice", call, "bob", "1").isJson(OK);

        assertThat(changes()).singleElement().isInstanceOfSatisfying(SignalSent.class, event -> {
            assertThat(event.session()).isEqualTo(call);
            assertThat(event.to()).isEqualTo("bob");
        });
    }
}
