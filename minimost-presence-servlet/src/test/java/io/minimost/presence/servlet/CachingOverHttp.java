package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.values.PresenceState;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

interface CachingOverHttp extends HttpFixture {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/typing/general",
                "/presence/override",
                "/online_users",
                "/read_receipts/general",
                "/read_watermarks/general",
                "/last_read/general",
                "/private_channels",
                "/private_channels/1/members",
                "/channel_members/general",
                "/calls/incoming",
                "/calls/active?channel=dm:alice:bob",
                "/screenshare/active?channel=general"
            })
    default void get_whenClientHasTheBody_isNotModified(String path) {
        store().channels().create("Team", "alice", List.of("bob"));
        ClientResponse first = as("alice").get(path).hasStatus(200);
        String tag = first.header("ETag").orElseThrow();

        ClientResponse second = as("alice").with("If-None-Match", tag).get(path).hasStatus(304);

        assertThat(tag).startsWith("\"").endsWith("\"");
        assertThat(second.body()).isEmpty();
        assertThat(second.header("ETag")).contains(tag);
        for (ClientResponse response : new ClientResponse[] {first, second}) {
            assertThat(response.header("Cache-Control")).contains("private, no-cache");
            assertThat(response.header("Vary")).contains("Cookie");
            assertThat(response.header("X-Content-Type-Options")).contains("nosniff");
        }
    }

    @Test
    default void get_whenSomethingChanged_isSentAgain() {
        String tag = as("alice").get("/online_users").header("ETag").orElseThrow();
        store().presence().update("bob", PresenceState.IDLE);

        ClientResponse response =
                as("alice").with("If-None-Match", tag).get("/online_users").isJson("{\"bob\":\"idle\"}");

        assertThat(response.header("ETag")).isPresent().isNotEqualTo(java.util.Optional.of(tag));
    }

    @Test
    default void getReceipts_whenSomebodyReads_isSentAgain() {
        String tag = as("alice").get("/read_receipts/general").header("ETag").orElseThrow();
        store().receipts().markRead("general", "bob", List.of(Instant.ofEpochSecond(1716000000)));

        as("alice").with("If-None-Match", tag).get("/read_receipts/general").isJson("{\"1716000000.0\":[\"bob\"]}");
    }

    @Test
    default void get_takesListsWeakTagsAndStar() {
        String tag = as("alice").get("/online_users").header("ETag").orElseThrow();

        as("alice")
                .with("If-None-Match", "\"x\", W/" + tag + " , \"y\"")
                .get("/online_users")
                .hasStatus(304);
        as("alice").with("If-None-Match", "*").get("/online_users").hasStatus(304);
        as("alice").with("If-None-Match", "\"x\", W/\"y\"").get("/online_users").hasStatus(200);
        raw().send("GET", "/online_users", "If-None-Match: \"x\"", "If-None-Match: " + tag)
                .hasStatus(304);
    }

    @Test
    default void head_whenClientHasTheBody_isNotModified() {
        String tag = as("alice").get("/online_users").header("ETag").orElseThrow();

        as("alice").with("If-None-Match", tag).method("HEAD", "/online_users").hasStatus(304);
    }

    @Test
    default void ifNoneMatch_doesNotTouchOtherAnswers() {
        as("alice").with("If-None-Match", "*").post("/typing/general").isNoContent();
        http().with("If-None-Match", "*").get("/online_users").error(401);
    }
}
