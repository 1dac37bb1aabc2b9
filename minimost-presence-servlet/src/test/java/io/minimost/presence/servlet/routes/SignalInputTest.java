package io.minimost.presence.servlet.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.servlet.http.HttpErrors;
import io.minimost.presence.servlet.http.JsonBody;
import io.minimost.presence.servlet.http.Response;
import io.minimost.presence.signaling.SignalType;
import java.nio.charset.StandardCharsets;
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
        HttpErrors.assertError(
                () -> read(json), 400, "to, type (offer/answer/ice_candidate), and payload are required");
    }

    @Test
    void recipientWithAnImpossibleName_isBadInput() {
        assertThat(HttpErrors.body(
                        HttpErrors.response(() -> read("{\"to\":\"a:b\",\"type\":\"offer\",\"payload\":0}"))))
                .contains("\"field\":\"to\"");
    }

    @Test
    void payloadThatTheStoreRejects_isBadInput() {
        SignalInput input = read("{\"to\":\"bob\",\"type\":\"offer\",\"payload\":false}");

        assertThat(input.<String>send(payload -> "sent " + payload)).isEqualTo("sent false");
        HttpErrors.assertBadInput(
                () -> input.send(payload -> {
                    throw new IllegalArgumentException(payload + " is too long");
                }),
                "payload",
                "false is too long");
    }

    @Test
    void fullMailbox_isTriedAgainInASecond() {
        Response full = SignalInput.mailboxFull();

        assertThat(full.status()).isEqualTo(429);
        assertThat(full.headers()).containsEntry("Retry-After", "1");
        assertThat(HttpErrors.body(full)).contains("try again in 1 s");
    }

    private static SignalInput read(String json) {
        return SignalInput.of(JsonBody.parse(json.getBytes(StandardCharsets.UTF_8)));
    }
}
