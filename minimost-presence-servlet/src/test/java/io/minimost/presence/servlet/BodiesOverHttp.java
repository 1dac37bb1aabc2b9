package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.json.JsonObject;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The content of bodies, and their content types. */
interface BodiesOverHttp extends HttpFixture {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "APPLICATION/JSON",
                "application/json; charset=utf-8",
                "application/json;charset=\"UTF-8\"",
                "application/ld+json",
                "application/vnd.x-1+json; profile=y"
            })
    default void body_withJsonType_isRead(String type) {
        as("alice")
                .with("Content-Type", type)
                .postBytes("/presence", utf8("{\"state\":\"idle\"}"))
                .isNoContent();

        assertThat(changes()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "text/json",
                "application/x-www-form-urlencoded",
                "application/jsonp",
                "multipart/form-data",
                "application/json; charset=iso-8859-1",
                "application/json; charset=utf-16",
                "text/plain, application/json",
                "json"
            })
    default void body_withOtherType_isUnsupported(String type) {
        assertThat(as("alice")
                        .with("Content-Type", type)
                        .postBytes("/presence", utf8("{\"state\":\"idle\"}"))
                        .error(415))
                .contains("application/json");
        assertThat(changes()).isEmpty();
    }

    @Test
    default void body_withoutType_isUnsupported() {
        as("alice").postBytes("/presence", utf8("{\"state\":\"idle\"}")).error(415);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "\"active\"",
                "5",
                "true",
                "{",
                "{\"state\"",
                "{\"state\":\"idle\"",
                "{\"state\":\"idle\"}}",
                "{\"state\":\"idle\"} {}",
                "{\"state\":\"idle\"} x",
                "{\"state\":\"idle\",}",
                "{\"state\":\"idle\",\"state\":\"active\"}",
                "{\"state\":\"idle\",\"x\":{\"y\":1,\"y\":2}}",
                "{'state':'idle'}",
                "{state:\"idle\"}",
                "{\"state\":\"idle\",\"x\":NaN}",
                "{\"state\":\"idle\",\"x\":Infinity}",
                "{\"state\":\"idle\",\"x\":-Infinity}",
                "{\"state\":\"idle\",\"x\":01}",
                "{\"state\":\"idle\",\"x\":0x5}",
                "{\"state\":\"idle\"} // comment",
                "{\"state\":\"id\nle\"}",
                "\uFEFF{\"state\":\"idle\"}"
            })
    default void body_thatIsNoJsonObject_isBadInput(String body) {
        assertThat(as("alice").postJson("/private_channels/create", body).badInput("body"))
                .startsWith("body ")
                .doesNotContainIgnoringCase("jackson", "Feature", "Token", "com.");
        if (!body.isEmpty()) {
            as("alice").postJson("/presence", body).badInput("body");
            as("alice").postJson("/presence/override", body).badInput("body");
        }
        assertThat(changes()).isEmpty();
    }

    @Test
    default void body_inAnotherEncoding_isBadInput() {
        for (Charset charset : List.of(StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16)) {
            byte[] body = "{\"state\":\"idle\"}".getBytes(charset);
            as("alice")
                    .with("Content-Type", "application/json")
                    .postBytes("/presence", body)
                    .badInput("body");
        }
        assertThat(changes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00FF", "\u00C0\u00AF", "\u00ED\u00A0\u0080", "\u00F5\u0080\u0080\u0080", "\u00C3"})
    default void body_withMalformedUtf8_isBadInput(String bytes) {
        byte[] body = ("{\"state\":\"idle\",\"x\":\"" + bytes + "\"}").getBytes(StandardCharsets.ISO_8859_1);

        assertThat(as("alice")
                        .with("Content-Type", "application/json")
                        .postBytes("/presence", body)
                        .badInput("body"))
                .contains("UTF-8");
        assertThat(changes()).isEmpty();
    }

    @Test
    default void body_nestedTooDeeply_isBadInput() {
        as("alice").postJson("/presence", nested(JsonObject.MAX_DEPTH)).isNoContent();
        as("alice").postJson("/presence", nested(JsonObject.MAX_DEPTH + 1)).badInput("body");
        as("alice").postJson("/presence", nested(20_000)).badInput("body");
    }

    @Test
    default void body_ofLongGarbage_isNotRepeatedInTheError() {
        assertThat(as("alice")
                        .postJson("/presence", "{\"state\":\"" + "x".repeat(60_000) + "\"}")
                        .body())
                .hasSizeLessThan(300);
        assertThat(as("alice")
                        .postJson("/presence", "\"" + "x".repeat(60_000) + "\"")
                        .body())
                .hasSizeLessThan(300);
    }

    @Test
    default void body_withLoneSurrogate_isBadInput() {
        as("alice")
                .postJson("/private_channels/create", "{\"name\":\"\\ud800\"}")
                .badInput("name");
    }

    @Test
    default void body_ofMalformedChunks_isBadInputOrRejectedByContainer() {
        ClientResponse response = raw().sendLines(
                        "POST /presence HTTP/1.1",
                        "Host: localhost",
                        "X-User: alice",
                        "Content-Type: application/json",
                        "Transfer-Encoding: chunked",
                        "Connection: close",
                        "",
                        "zz",
                        "{\"state\":\"idle\"}",
                        "0",
                        "");

        response.hasStatus(400);
        assertThat(changes()).isEmpty();
    }

    private static String nested(int depth) {
        int arrays = depth - 1;
        return "{\"state\":\"idle\",\"x\":" + "[".repeat(arrays) + "]".repeat(arrays) + "}";
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
