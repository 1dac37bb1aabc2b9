package io.minimost.presence.servlet;

import static io.minimost.presence.servlet.TestServer.CONTEXT;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The application that the filter is dropped into: it keeps its URLs, and configures where ours begin. */
interface HostOverHttp extends HttpFixture {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/index.html",
                "/messages/general",
                "/typing",
                "/typing/",
                "/typing/a/b",
                "/presence/",
                "/presence/override/",
                "/presence/other",
                "/online_users/",
                "/Presence",
                "/presences",
                "/app.js;jsessionid=1F",
                "/search/a%20b",
                "/search?q=/typing/general",
                "/TYPING/general"
            })
    default void otherPaths_goToTheHost(String path) {
        ClientResponse response = as("alice").get(path).hasStatus(200);

        assertThat(response.isFromHost()).isTrue();
        assertThat(response.header("X-Content-Type-Options")).isEmpty();
        assertThat(response.body()).startsWith("host GET " + path.replaceAll("[?].*", ""));
    }

    @Test
    default void otherPaths_keepTheirBody() {
        assertThat(as("alice").postJson("/send/general", "{\"text\":\"hi\"}").body())
                .isEqualTo("host POST /send/general {\"text\":\"hi\"}");
    }

    @Test
    default void otherPaths_areOpenToOtherSitesAndMethods() {
        assertThat(http().with("Sec-Fetch-Site", "cross-site").post("/hook").isFromHost())
                .isTrue();
        assertThat(http().method("PUT", "/files/1").isFromHost()).isTrue();
        assertThat(http().method("OPTIONS", "/files/1").isFromHost()).isTrue();
    }

    @Test
    default void query_isNoPartOfThePath() {
        as("alice").post("/typing/general?x=;//%2F").isNoContent();

        as("bob").get("/typing/general?_=1").isJson("[\"alice\"]");
    }

    @Test
    default void contextPath_comesBeforeOurs() {
        as("alice").post(CONTEXT + "/typing/general").isNoContent();

        as("bob").get(CONTEXT + "/typing/general").isJson("[\"alice\"]");
        as("bob").get(CONTEXT + "/typing/private:01").badInput("channel");
        assertThat(as("bob").get(CONTEXT + "/other").isFromHost()).isTrue();
    }

    @Test
    default void prefix_comesBeforeOurs() {
        configure(builder -> builder.prefix("/chat/v1").publicChannels("general"));

        as("alice").post("/chat/v1/typing/general").isNoContent();
        as("bob").get(CONTEXT + "/chat/v1/typing/general").isJson("[\"alice\"]");
        as("bob").get("/chat/v1/online_users").isJson("{}");
        for (String path : new String[] {
            "/typing/general",
            "/chat/typing/general",
            "/chat/v1",
            "/chat/v1/",
            "/chat/v1typing/general",
            "/x/chat/v1/typing/general"
        }) {
            assertThat(as("alice").get(path).isFromHost()).as(path).isTrue();
        }
    }

    @Test
    default void prefix_spelledOtherwise_isNotOurs() {
        configure(builder -> builder.prefix("/chat").publicChannels("general"));

        for (String path : new String[] {
            "//chat/typing/general", "/cha%74/typing/general", "/chat;x/typing/general", "/x/../chat/typing/general"
        }) {
            assertThat(raw().send("POST", path).header("X-Content-Type-Options"))
                    .as(path)
                    .isEmpty();
        }
        assertThat(changes()).isEmpty();
    }
}
