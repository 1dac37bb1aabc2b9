package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.minimost.presence.media.MediaLimits;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which media of a call clients may send and request. */
interface CallMediaInputOverHttp extends CallFixture {
    @ParameterizedTest
    @ValueSource(strings = {"b:screen", "SCREEN", "screen:cam", "cam, mic", "x", "%73creen", "audio"})
    default void postMedia_withForgedTrack_isBadInput(String track) {
        String call = talk();

        postMedia(as("alice").with("X-Track", track), call, "x").badInput("X-Track");
        postMedia(as("alice").with("X-Track", track).with("X-Init", "1"), call, "x")
                .badInput("X-Track");
        postMedia(as("alice").with("X-Track", "cam").with("X-Track", track), call, "x")
                .badInput("X-Track");
        assertThat(store().calls()
                        .media()
                        .read(call, "bob", "alice", Optional.empty(), OptionalLong.empty())
                        .orElseThrow()
                        .chunks())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html",
                "video/webm<script>",
                "video/webm;codecs=",
                "video/avi",
                "screen/off",
                "VIDEO/WEBM",
                "x"
            })
    default void postMedia_withForeignType_isBadInput(String type) {
        String call = talk();

        postMedia(as("alice").with("X-Init", "1").with("X-Mime", type), call, "x")
                .badInput("X-Mime");
        postMedia(as("alice").with("X-Init", "1").with("X-Mime", "video/webm;codecs=" + "x".repeat(200)), call, "x")
                .badInput("X-Mime");
        assertThat(store().calls()
                        .media()
                        .read(call, "bob", "alice", Optional.empty(), OptionalLong.empty())
                        .orElseThrow()
                        .init())
                .isEmpty();
        postMedia(as("alice").with("X-Mime", type), call, "the type of a piece does not matter")
                .hasStatus(200);
    }

    @Test
    default void postMedia_withoutData_isRejectedFirst() {
        String call = talk();

        for (Http client : List.of(as("alice"), as("mallory"), as("alice").with("X-Track", "b:screen"))) {
            postMedia(client, call, "").isError(400, "no data");
            client.post("/calls/none/media").isError(400, "no data");
        }
    }

    @Test
    default void postMedia_longerThanTheLimit_isTooLarge() {
        String call = talk();
        byte[] longest = new byte[MediaLimits.DEFAULT.maxChunkBytes()];
        new Random(5).nextBytes(longest);
        byte[] longer = new byte[longest.length + 1];

        as("alice").postBytes("/calls/" + call + "/media", longest).hasStatus(200);
        as("alice")
                .with("X-Init", "1")
                .postBytes("/calls/" + call + "/media", longest)
                .hasStatus(200);
        assertThat(as("alice").postBytes("/calls/" + call + "/media", longer).error(413))
                .contains("1048576");

        JsonNode page = getMedia("bob", call, "?sender=alice").json();
        assertThat(Base64.getDecoder().decode(page.at("/chunks/0/data").textValue()))
                .isEqualTo(longest);
        assertThat(Base64.getDecoder().decode(page.path("init").textValue())).isEqualTo(longest);
        assertThat(page.path("chunks")).hasSize(1);
    }

    @Test
    default void postMedia_thatStalls_holdsUpNobody() {
        String call = talk();
        String begun = "POST /calls/" + call + "/media HTTP/1.1\r\nHost: x\r\nX-User: alice\r\nConnection: close\r\n"
                + "Content-Length: 8\r\n\r\nhalf";

        String response = raw().sendWithPause(
                        begun,
                        () -> {
                            for (int i = 0; i < 10; i++) {
                                postSignal("alice", call, "bob", "1").isJson(OK);
                                postMedia(as("bob"), call, "x").hasStatus(200);
                            }
                        },
                        "half");

        assertThat(response).startsWith("HTTP/1.1 200 ").contains("\"seq\":11");
    }

    @Test
    default void maxMediaBytes_isSettable() {
        String call = talk();
        configure(
                builder -> builder.limits(Limits.defaults().withMaxMediaBytes(3).withMaxBodyBytes(1)));

        postMedia(as("alice"), call, "abc").hasStatus(200);
        postMedia(as("alice"), call, "abcd").error(413);
    }

    @Test
    default void getMedia_withoutSender_isRejected() {
        String call = talk();

        for (String query : new String[] {"", "?", "?sender=", "?sender=%20", "?Sender=alice"}) {
            getMedia("bob", call, query).isError(400, "sender required");
            getMedia("mallory", "none", query).isError(400, "sender required");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"alice:", "alice:x", "alice:screen:cam", ":screen", "alice:SCREEN", "a%00b", "%20:cam"})
    default void getMedia_ofImpossibleSender_isBadInput(String sender) {
        getMedia("bob", talk(), "?sender=" + sender).badInput("sender");
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775808", "", "x", "-1.0"})
    default void getMedia_afterJunk_isBadInput(String after) {
        getMedia("bob", talk(), "?sender=alice&after=" + after).badInput("after");
    }
}
