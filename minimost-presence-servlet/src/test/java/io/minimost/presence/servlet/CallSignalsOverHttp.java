package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.minimost.presence.PresenceStore;
import io.minimost.presence.events.PresenceEvent.SignalSent;
import io.minimost.presence.relay.SignalLimits;
import io.minimost.presence.relay.SignalType;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signals between the people in a call. */
interface CallSignalsOverHttp extends CallFixture {
    String OK = "{\"status\":\"ok\"}";
    String REQUIRED = "to, type (offer/answer/ice_candidate), and payload are required";

    private HttpReply send(String user, String call, String to, String payload) {
        return as(user).postJson(
                        "/calls/" + call + "/signal",
                        "{\"to\":\"" + to + "\",\"type\":\"offer\",\"payload\":" + payload + "}");
    }

    private HttpReply signals(String user, String call, String query) {
        return as(user).get("/calls/" + call + "/signals" + query);
    }

    @Test
    default void postSignal_waitsForItsRecipient() {
        String call = talk();

        send("alice", call, "bob", "{\"sdp\":\"v=0\"}").isJson(OK);
        as("alice")
                .postJson(
                        "/calls/" + call + "/signal", "{\"to\":\" bob \",\"type\":\"ice_candidate\",\"payload\":\"\"}")
                .isJson(OK);

        HttpReply reply = signals("bob", call, "");
        reply.isJson(
                "[{\"from\":\"alice\",\"id\":1,\"payload\":{\"sdp\":\"v=0\"},\"ts\":1795478400.0,\"type\":\"offer\"},"
                        + "{\"from\":\"alice\",\"id\":2,\"payload\":\"\",\"ts\":1795478400.0,\"type\":\"ice_candidate\"}]");
        assertThat(reply.header("Cache-Control")).contains("no-store");
        assertThat(reply.header("ETag")).isEmpty();
        signals("bob", call, "").isJson(reply.body());
        signals("alice", call, "").isJson("[]");
    }

    @Test
    default void getSignals_after_skipsWhatTheClientHas() {
        String call = talk();
        send("alice", call, "bob", "1");
        send("alice", call, "bob", "2");

        for (String query : new String[] {"?after=0", "?after=-5", "?after=000", "?after=-999999999999999999"}) {
            assertThat(signals("bob", call, query).json()).as(query).hasSize(2);
        }
        assertThat(signals("bob", call, "?after=1").json().findValuesAsText("payload"))
                .containsExactly("2");
        assertThat(signals("bob", call, "?after=1&after=0").json())
                .as("the first counts")
                .hasSize(1);
        assertThat(signals("bob", call, "?x=%41&after=%31").json()).hasSize(1);
        signals("bob", call, "?after=999999999999999999").isJson("[]");
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

        signals("bob", call, "?after=" + after).badInput("after");
    }

    @Test
    default void postAccept_tellsWhichSignalsConcernNewcomers() {
        String call = ring(GROUP);
        store().calls().accept(call, "bob");
        send("alice", call, "bob", "1");
        send("bob", call, "alice", "2");

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
                "1e22",
                "1.0",
                "-0.0",
                "0.10000000000000000555",
                "123456789012345678901234567890",
                "false",
                "0",
                "\"\"",
                "[]",
                "{}",
                "\"\\u00e9\\ud83d\\ude00\\n\\u0000\"",
                "\"é\"",
                "{\"z\":1.50,\"a\":[1, 2],\"payload\":{\"m\":null}}"
            })
    default void payload_comesBackAsItWasSent(String payload) {
        String call = talk();

        send("alice", call, "bob", payload).isJson(OK);

        assertThat(store().calls().signals(call, "bob", 0))
                .extracting(signal -> signal.payload())
                .containsExactly(payload);
        assertThat(signals("bob", call, "").body()).contains("\"payload\":" + payload + ",\"ts\"");
    }

    @Test
    default void postSignal_withNaN_isBadInput() {
        String call = talk();

        for (String payload : new String[] {"NaN", "Infinity", "[-Infinity]", "{\"x\":NaN}"}) {
            send("alice", call, "bob", payload).badInput("body");
        }
        for (String payload : new String[] {"1e400", "[-1e999]"}) {
            send("alice", call, "bob", payload).badInput("payload");
        }
        assertThat(changes()).isEmpty();
    }

    @Test
    default void postSignal_withALongOrDeepPayload_isBadInput() {
        String call = talk();
        int longest = SignalLimits.DEFAULT.maxPayloadBytes();

        send("alice", call, "bob", "\"" + "x".repeat(longest - 2) + "\"").isJson(OK);
        changes().clear();
        send("alice", call, "bob", "\"" + "x".repeat(longest - 1) + "\"").badInput("payload");
        send("alice", call, "bob", "\"" + "é".repeat(longest / 2) + "\"").badInput("payload");
        send("alice", call, "bob", "[".repeat(32) + "]".repeat(32)).badInput("body");
        send("alice", call, "bob", "[".repeat(31) + "]".repeat(31)).isJson(OK);
        assertThat(changes()).hasSize(1);
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
    default void postSignal_withoutTheRequired_isRefusedBeforeTheCallIsLookedFor(String body) {
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
            send("alice", call, to, "1").isError(404, "recipient is not in the call");
        }
        for (String to : new String[] {"a:b", "x".repeat(65), "bob\\u0000", "\\ud800"}) {
            send("alice", call, to, "1").badInput("to");
        }
        assertThat(changes()).isEmpty();
    }

    @Test
    default void postSignal_bySomebodyWhoIsOut_isForbidden() {
        String call = ring(GROUP);
        store().calls().accept(call, "bob");
        send("carol", call, "alice", "1").isError(403, "not a participant");
        store().calls().reject(call, "carol");
        changes().clear();

        send("carol", call, "alice", "1").isError(403, "not a participant");
        signals("carol", call, "").isJson("[]");
        assertThat(changes()).isEmpty();
    }

    @Test
    default void postSignal_toACallThatIsOver_isAConflict() {
        String call = talk();
        send("alice", call, "bob", "1").isJson(OK);
        store().calls().end(call, "bob");
        changes().clear();

        send("alice", call, "bob", "2").isError(409, "call has ended");
        signals("bob", call, "").isJson("[]");
        assertThat(changes()).isEmpty();
    }

    @Test
    default void postSignal_toAFullMailbox_isTooMuch() {
        use(PresenceStore.builder()
                .inMemory()
                .manualSweeps()
                .signalLimits(new SignalLimits(1000, 3, 3000, 2))
                .open());
        String call = talk();
        for (int i = 0; i < 3; i++) {
            send("alice", call, "bob", "1").isJson(OK);
        }
        changes().clear();

        HttpReply refused = send("alice", call, "bob", "1");

        assertThat(refused.error(429)).contains("too many signals");
        assertThat(refused.header("Retry-After")).contains("1");
        assertThat(changes()).isEmpty();
        assertThat(signals("bob", call, "").json()).as("a page").hasSize(2);
        assertThat(signals("bob", call, "?after=2").json()).hasSize(1);
        send("bob", call, "alice", "1").isJson(OK);
    }

    @Test
    default void getSignals_withOneThatIsNoJson_bringsTheOthers(@TempDir Path directory) throws SQLException {
        Path file = directory.resolve("presence.db");
        use(PresenceStore.builder().file(file).manualSweeps().open());
        String call = talk();
        store().calls().send(call, "alice", "bob", SignalType.OFFER, "1");
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement python = other.createStatement()) {
            for (String payload : new String[] {"{\"x\": NaN}", "", "1} {", "[".repeat(2000)}) {
                python.executeUpdate("INSERT INTO call_signals (call_id, from_user, to_user, signal_type, payload, ts) "
                        + "VALUES ('" + call + "', 'alice', 'bob', 'answer', '" + payload + "', 1795478400.5)");
            }
        }
        store().calls().send(call, "alice", "bob", SignalType.OFFER, "[2]");

        JsonNode signals = signals("bob", call, "").hasStatus(200).json();

        assertThat(signals)
                .extracting(signal -> signal.path("payload").toString())
                .containsExactly("1", "null", "null", "null", "null", "[2]");
    }

    @Test
    default void postSignal_isAnnounced() {
        String call = talk();

        send("alice", call, "bob", "1").isJson(OK);

        assertThat(changes()).singleElement().isInstanceOfSatisfying(SignalSent.class, event -> {
            assertThat(event.session()).isEqualTo(call);
            assertThat(event.to()).isEqualTo("bob");
        });
    }
}
