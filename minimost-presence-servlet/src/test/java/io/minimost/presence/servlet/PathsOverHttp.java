package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths that containers disagree about. The container rejects some of them before the filter sees them. */
interface PathsOverHttp extends HttpFixture {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/typing/general;x=1",
                "/typing;x=1/general",
                "/typing;/general",
                "/%74yping/general;x",
                "/typing/general%25",
                "/typing/%2567eneral",
                "/typing/general%0a",
                "/typing/general%0D%0AX-Evil:1",
                "/typing/general%7F",
                "/typing/general%3Bx",
                "/presence/override;x"
            })
    default void oursWithTwoReadings_isRejected(String path) {
        for (String method : List.of("GET", "POST", "DELETE", "OPTIONS")) {
            raw().send(method, path).hasStatus(400);
        }
        assertThat(changes()).isEmpty();
    }

    @Test
    default void oursWithTwoReadings_saysWhy() {
        assertThat(raw().send("POST", "/typing/general;x=1").badInput("path")).contains("';'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/typing//general",
                "//typing/general",
                "/typing/./general",
                "/typing/../typing/general",
                "/typing/%2e%2e/typing/general",
                "/x/../typing/general",
                "/x/%2e%2e/typing/general",
                "/./typing/general",
                "/typing%2Fgeneral",
                "/typing/general%2F",
                "/typing/gen%2Feral",
                "/typing/gen%5Ceral",
                "/typing\\general",
                "/typing/general\\",
                "/typing/general%00",
                "/typing/general%",
                "/typing/general%f",
                "/typing/general%zz",
                "/typing/%C0%AE%C0%AE",
                "/typing/%FF",
                "/typing/gen\u00E9ral",
                "/typing/gen eral",
                "/typing/general\u0000",
                "/typing/general\u007F",
                "/%2574yping/general",
                "/typing%00/general",
                ";/typing/general",
                "/;/typing/general",
                "/;x=1//typing/general",
                "typing/general",
                "*",
                "http://localhost/x/../typing/general"
            })
    default void path_withoutPlainReading_neverStoresNorFails(String path) {
        for (String method : List.of("GET", "POST", "DELETE")) {
            ClientResponse response = raw().send(method, path);
            boolean isRefusalOfContainer =
                    !path.startsWith("/") && !path.startsWith("http:") && response.status() == statusWithoutPath();
            assertThat(response.isFromHost() || response.status() / 100 == 4 || isRefusalOfContainer)
                    .as("%s %s is the host's or refused: %s", method, path, response)
                    .isTrue();
        }
        assertThat(changes()).isEmpty();
    }

    @Test
    default void path_escapedPlainly_isOurs() {
        raw().send("POST", "/%74yping/gener%61l").isNoContent();

        assertThat(store().typing().typingUsers("general", "bob")).containsExactly("alice");
    }

    @Test
    default void absoluteUri_isOurs() {
        raw().send("POST", "http://localhost:" + raw().port() + "/typing/general")
                .isNoContent();
    }

    /** Random paths from the pieces that matter. Whatever is stored must come from the one plain spelling. */
    @Test
    default void randomPaths_neverStoreNorFail() {
        String[] pieces = {
            "/",
            "/",
            "typing",
            "/typing/",
            "general",
            "presence",
            "override",
            "..",
            ".",
            ";",
            "%2e",
            "%2F",
            "%5c",
            "\\",
            "%25",
            "%00",
            "%",
            "x",
            "%C3%A9",
            "%ff",
            "dm:alice:bob",
            "private:1",
            "+",
            "~",
            "?",
            "#"
        };
        Random random = new Random(20261124);
        for (int i = 0; i < 400; i++) {
            StringBuilder path = new StringBuilder("/");
            for (int length = random.nextInt(6); length >= 0; length--) {
                path.append(pieces[random.nextInt(pieces.length)]);
            }
            ClientResponse response = raw().send(random.nextBoolean() ? "POST" : "GET", path.toString());
            assertThat(response.status()).as("%s: %s", path, response).isLessThan(500);
            boolean plain = path.toString().replaceAll("[?#].*", "").matches("/typing/(general|dm:alice:bob)");
            assertThat(changes().all().isEmpty() || plain)
                    .as("%s stores nothing", path)
                    .isTrue();
            store().typing().stopEverywhere("alice");
            changes().clear();
            elapse(java.time.Duration.ofSeconds(1));
        }
    }
}
