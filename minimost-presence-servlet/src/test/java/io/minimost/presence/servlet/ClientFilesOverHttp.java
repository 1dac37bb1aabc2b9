package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The client for browsers. The test resources have a short one. */
interface ClientFilesOverHttp extends HttpFixture {
    @Test
    default void client_isCachedForEver_underTheNameOfItsVersion() {
        ClientResponse redirect = http().get("/presence-client.js").hasStatus(302);
        String name = redirect.header("Location").orElseThrow();
        assertThat(name).matches("presence-client-[A-Za-z0-9_-]{22}\\.js");
        assertThat(redirect.header("Cache-Control")).contains("public, no-cache");

        for (Http client : new Http[] {http(), as("alice")}) {
            ClientResponse script = client.get("/" + name).hasStatus(200);
            assertThat(script.body()).contains("Stands for the client");
            assertThat(type(script)).isEqualTo("text/javascript;charset=utf-8");
            assertThat(script.header("Cache-Control")).contains("public, max-age=31536000, immutable");
            assertThat(script.header("X-Content-Type-Options")).contains("nosniff");
            assertThat(script.header("Vary")).isEmpty();
            String tag = script.header("ETag").orElseThrow();
            assertThat(name).contains(tag.replace("\"", ""));
            client.with("If-None-Match", tag).get("/" + name).hasStatus(304);
        }
    }

    @Test
    default void typesOfTheClient_areBesideIt() {
        ClientResponse types = http().get("/presence-client.d.ts").hasStatus(200);

        assertThat(types.body()).isEqualTo("export {};\n");
        assertThat(type(types)).isEqualTo("text/plain;charset=utf-8");
        assertThat(types.header("Cache-Control")).contains("public, no-cache");
    }

    @Test
    default void client_isOnlyRead() {
        String name = http().get("/presence-client.js").header("Location").orElseThrow();
        for (String path : new String[] {"/presence-client.js", "/presence-client.d.ts", "/" + name}) {
            assertThat(as("alice").post(path).hasStatus(405).header("Allow")).contains("GET, HEAD, OPTIONS");
            assertThat(http().method("HEAD", path).body()).isEmpty();
        }
    }

    @Test
    default void otherVersions_areLeftToTheHost() {
        assertThat(http().get("/presence-client-0.js").isFromHost()).isTrue();
    }

    private static String type(ClientResponse response) {
        return response.header("Content-Type")
                .orElse("")
                .toLowerCase(Locale.ROOT)
                .replace(" ", "");
    }
}
