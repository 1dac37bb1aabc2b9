package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

interface TypingOverHttp extends HttpFixture {
    @Test
    default void postTyping_showsUserToOthers() {
        as("alice").post("/typing/general").isNoContent();

        as("bob").get("/typing/general").isJson("[\"alice\"]");
        as("bob").get("/typing/software").isJson("[]");
    }

    @Test
    default void postTyping_isNotShownToTheUser() {
        as("alice").post("/typing/general").isNoContent();

        as("alice").get("/typing/general").isJson("[]");
    }

    @Test
    default void postTyping_needsNoBodyAndReadsNone() {
        as("alice")
                .with("Content-Type", "text/plain")
                .postBytes("/typing/general", new byte[] {'{'})
                .isNoContent();

        assertThat(store().typing().typingUsers("general", "bob")).containsExactly("alice");
    }

    @Test
    default void getTyping_listsLeastRecentlyRenewedFirst() {
        as("carol").post("/typing/general");
        elapse(Duration.ofSeconds(1));
        as("alice").post("/typing/general");
        elapse(Duration.ofSeconds(1));
        as("carol").post("/typing/general");

        as("bob").get("/typing/general").isJson("[\"alice\",\"carol\"]");
    }

    @Test
    default void getTyping_endsAfterFiveSeconds() {
        as("alice").post("/typing/general");

        elapse(Duration.ofSeconds(5));
        as("bob").get("/typing/general").isJson("[\"alice\"]");
        elapse(Duration.ofSeconds(1));
        as("bob").get("/typing/general").isJson("[]");
    }

    @Test
    default void deleteTyping_stops() {
        as("alice").post("/typing/general");
        as("alice").delete("/typing/general").isNoContent();

        as("bob").get("/typing/general").isJson("[]");
        as("alice").delete("/typing/general").isNoContent();
    }

    @Test
    default void getTyping_writesNamesBeyondAsciiAsEscapes() {
        store().typing().start("Zoë \uD83D\uDE00", "general");

        ClientResponse response = as("bob").get("/typing/general").isJson("[\"Zoë \uD83D\uDE00\"]");
        assertThat(response.body()).isEqualTo("[\"Zo\\u00EB \\uD83D\\uDE00\"]\n");
    }

    @Test
    default void typing_takesEscapedColonsInChannel() {
        as("alice").post("/typing/dm%3aalice:bob").isNoContent();

        as("bob").get("/typing/dm:alice:bob").isJson("[\"alice\"]");
    }

    @Test
    default void typing_takesChannelsBeyondAscii() {
        configure(builder -> builder.publicChannels("café"));

        as("alice").post("/typing/caf%C3%A9").isNoContent();

        assertThat(store().typing().typingUsers("café", "bob")).containsExactly("alice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/typing/unlisted", "/typing/dm:bob:carol", "/typing/private:7"})
    default void typing_byStranger_isForbidden(String path) {
        for (String method : List.of("GET", "POST", "DELETE")) {
            assertThat(as("alice").method(method, path).error(403)).isEqualTo("forbidden");
        }
        assertThat(changes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/typing/private:01, private:01",
        "/typing/private:1:x, private:1:x",
        "/typing/private:%2B1, private:+1",
        "/typing/private:1000000000000000000000, private:1000000000000000000000",
        "/typing/dm:bob:alice, dm:alice:bob",
        "/typing/dm:alice:alice, dm:alice:alice",
        "/typing/dm:alice:, empty",
        "/typing/%20general, blank",
        "/typing/what:ever, what:ever",
        "/typing/x%C2%AD%E2%80%A8y, line separator"
    })
    default void typing_inMalformedChannel_isBadInput(String path, String named) {
        for (String method : List.of("GET", "POST", "DELETE")) {
            assertThat(as("alice").method(method, path).badInput("channel")).contains(named);
        }
        assertThat(changes()).isEmpty();
    }

    @Test
    default void typing_inChannelOfTooManyCharacters_isBadInput() {
        assertThat(as("alice").post("/typing/" + "x".repeat(5000)).badInput("channel"))
                .contains("5000")
                .hasSizeLessThan(200);
    }

    @Test
    default void typing_asksChannelAccessOfHost() {
        configure(builder -> builder.channelAccess(
                (user, channel) -> user.equals("alice") && channel.text().equals("attic")));

        as("alice").post("/typing/attic").isNoContent();
        as("bob").post("/typing/attic").error(403);
        as("alice").post("/typing/general").error(403);
    }
}
