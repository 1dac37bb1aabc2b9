package io.minimost.presence.servlet.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ETagTest {
    @Test
    void of_dependsOnTheBodyAlone() {
        assertThat(ETag.of(bytes("[]\n")))
                .isEqualTo(ETag.of(bytes("[]\n")))
                .isNotEqualTo(ETag.of(bytes("{}\n")))
                .matches("\"[A-Za-z0-9_-]{22}\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                " * ",
                "\"a\"",
                "W/\"a\"",
                "\"x\",\"a\"",
                "\"x\", W/\"a\" , \"y\"",
                ",,\"a\"",
                "\"p,q\", \"a\"",
                "\"a-gzip\"",
                "W/\"a-gzip\"",
                "\"a--gzip\"",
                "\"a-br\"",
                "\"a;gzip\""
            })
    void isAmong_listWithTheTag_matches(String header) {
        assertThat(ETag.isAmong("\"a\"", header)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "\"A\"",
                "\"b\"",
                "w/\"a\"",
                "W/ \"a\"",
                "\"a",
                "\"aa\"",
                "\"x\" \"a\"",
                "**",
                "\"a-x\"",
                "\"agzip\"",
                "\"a-gzipped\""
            })
    void isAmong_listWithoutTheTag_doesNotMatch(String header) {
        assertThat(ETag.isAmong("\"a\"", header)).isFalse();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
