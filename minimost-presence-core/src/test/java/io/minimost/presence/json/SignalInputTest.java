package io.minimost.presence.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.signaling.SignalType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignalInputTest {
    @Test
    void signal_isReadToTheLetter() {
        SignalInput input = read("{\"payload\": [1.0, null] ,\"type\":\"ice_candidate\",\"to\":\" bob \"}");

        assertThat(input).isEqualTo(new SignalInput("bob", SignalType.ICE_CANDIDATE, "[1.0, null]"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"type\":\"offer\",\"payload\":1}",
                "{\"to\":\"\",\"type\":\"offer\",\"payload\":1}",
                "{\"to\":\" \",\"type\":\"offer\",\"payload\":1}",
                "{\"to\":\"bob\",\"payload\":1}",
                "{\"to\":\"bob\",\"type\":\"Offer\",\"payload\":1}",
                "{\"to\":\"bob\",\"type\":null,\"payload\":1}",
                "{\"to\":\"bob\",\"type\":\"offer\"}",
                "{\"to\":\"bob\",\"type\":\"offer\",\"payload\":null}",
                "{\"to\":\"a:b\",\"type\":\"offer\"}"
            })
    void signalWithoutOneOfItsParts_isRejected(String json) {
        InputErrors.assertError(() -> read(json), "to, type (offer/answer/ice_candidate), and payload are required");
    }

    @Test
    void recipientWithAnImpossibleName_isBadInput() {
        assertThat(InputErrors.text(() -> read("{\"to\":\"a:b\",\"type\":\"offer\",\"payload\":0}")))
                .startsWith("to: ");
    }

    @Test
    void payloadThatTheStoreRejects_isBadInput() {
        SignalInput input = read("{\"to\":\"bob\",\"type\":\"offer\",\"payload\":false}");

        assertThat(input.<String>send(payload -> "sent " + payload)).isEqualTo("sent false");
        InputErrors.assertBadInput(
                () -> input.send(payload -> {
                    throw new IllegalArgumentException(payload + " is too long");
                }),
                "payload",
                "false is too long");
    }

    private static SignalInput read(String json) {
        return SignalInput.of(JsonObject.parse(json));
    }
}
