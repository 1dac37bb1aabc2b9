package io.minimost.presence.servlet.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodyTypeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                " Application/JSON ",
                "application/ld+json",
                "model/gltf.x_1-2+json",
                "application/json;",
                "application/json; charset=utf-8",
                "application/json ;Charset=\"UTF-8\" ",
                "application/json; profile=x; charset=utf-8",
                "application/json; x=charset"
            })
    void jsonInUtf8_matches(String type) {
        assertThat(JsonBody.isOf(type)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "json",
                "text/json",
                "application/json5",
                "application/+json",
                "/ld+json",
                "application/ld+jsonx",
                "application/json, text/plain",
                "application/json; charset=latin1",
                "application/json; charset=utf-8; charset=utf-16",
                "application/json; charset = utf-8",
                "application/json; charset"
            })
    void anythingElse_doesNot(String type) {
        assertThat(JsonBody.isOf(type)).isFalse();
    }
}
