package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.minimost.presence.PresenceStoreBuilder;
import io.minimost.presence.signaling.SignalLimits;
import io.minimost.presence.signaling.SignalType;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a signal may carry. */
interface SignalPayloadsOverHttp extends CallFixture {
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

        postSignal("alice", call, "bob", payload).isJson(OK);

        assertThat(store().calls().signals().waiting(call, "bob", 0))
                .extracting(signal -> signal.payload())
                .containsExactly(payload);
        assertThat(getSignals("bob", call, "").body()).contains("\"payload\":" + payload + ",\"ts\"");
    }

    @Test
    default void postSignal_withNaN_isBadInput() {
        String call = talk();

        for (String payload : new String[] {"NaN", "Infinity", "[-Infinity]", "{\"x\":NaN}"}) {
            postSignal("alice", call, "bob", payload).badInput("body");
        }
        for (String payload : new String[] {"1e400", "[-1e999]"}) {
            postSignal("alice", call, "bob", payload).badInput("payload");
        }
        assertThat(changes()).isEmpty();
    }

    @Test
    default void postSignal_withALongOrDeepPayload_isBadInput() {
        String call = talk();
        int longest = SignalLimits.DEFAULT.maxPayloadBytes();

        postSignal("alice", call, "bob", "\"" + "x".repeat(longest - 2) + "\"").isJson(OK);
        changes().clear();
        postSignal("alice", call, "bob", "\"" + "x".repeat(longest - 1) + "\"").badInput("payload");
        postSignal("alice", call, "bob", "\"" + "é".repeat(longest / 2) + "\"").badInput("payload");
        postSignal("alice", call, "bob", "[".repeat(32) + "]".repeat(32)).badInput("body");
        postSignal("alice", call, "bob", "[".repeat(31) + "]".repeat(31)).isJson(OK);
        assertThat(changes()).hasSize(1);
    }

    @Test
    default void getSignals_withOneThatIsNoJson_bringsTheOthers() throws SQLException {
        share(PresenceStoreBuilder::manualSweeps);
        String call = talk();
        store().calls().signals().send(call, "alice", "bob", SignalType.OFFER, "1");
        try (Connection other = place().connect();
                Statement python = other.createStatement()) {
            for (String payload : new String[] {"{\"x\": NaN}", "", "1} {", "[".repeat(2000)}) {
                python.executeUpdate("INSERT INTO call_signals (call_id, from_user, to_user, signal_type, payload, ts) "
                        + "VALUES ('" + call + "', 'alice', 'bob', 'answer', '" + payload + "', 1795478400.5)");
            }
        }
        store().calls().signals().send(call, "alice", "bob", SignalType.OFFER, "[2]");

        JsonNode signals = getSignals("bob", call, "").hasStatus(200).json();

        assertThat(signals)
                .extracting(signal -> signal.path("payload").toString())
                .containsExactly("1", "null", "null", "null", "null", "[2]");
    }
}
