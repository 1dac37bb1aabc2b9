package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.minimost.presence.calls.CallMedia;
import io.minimost.presence.relay.MediaTrack;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sound and pictures of a call. */
interface CallMediaOverHttp extends CallFixture {
    private HttpReply send(Http user, String call, String data) {
        return user.postBytes("/calls/" + call + "/media", data.getBytes(StandardCharsets.UTF_8));
    }

    private HttpReply media(String user, String call, String query) {
        return as(user).get("/calls/" + call + "/media" + query);
    }

    private static String base64(String data) {
        return Base64.getEncoder().encodeToString(data.getBytes(StandardCharsets.UTF_8));
    }

    private static List<Long> numbers(HttpReply reply) {
        List<Long> numbers = new ArrayList<>();
        reply.hasStatus(200)
                .json()
                .path("chunks")
                .forEach(chunk -> numbers.add(chunk.path("seq").longValue()));
        return numbers;
    }

    private CallMedia stored() {
        return store().calls().media();
    }

    @Test
    default void postMedia_isForTheOthers() {
        String call = talk();
        Http alice = as("alice");

        send(alice.with("X-Init", "1").with("X-Mime", "video/webm;codecs=vp8"), call, "head")
                .isJson("{\"seq\":-1,\"status\":\"ok\"}");
        send(alice, call, "one").isJson("{\"seq\":2,\"status\":\"ok\"}");
        send(alice.with("X-Init", "true").with("Content-Type", "text/plain"), call, "\u0000é")
                .isJson("{\"seq\":3,\"status\":\"ok\"}");

        HttpReply reply = media("bob", call, "?sender=alice");
        assertThat(reply.hasStatus(200).body())
                .isEqualTo("{\"chunks\":[{\"data\":\"" + base64("one") + "\",\"seq\":2},{\"data\":\""
                        + base64("\u0000é") + "\",\"seq\":3}],\"init\":\"" + base64("head")
                        + "\",\"mime_type\":\"video/webm;codecs=vp8\"}\n");
        media("bob", call, "?sender=+alice").isJson(reply.body());
        assertThat(reply.header("Cache-Control")).contains("no-store");
        assertThat(reply.header("ETag")).isEmpty();
    }

    @Test
    default void getMedia_ofSomebodyWhoSendsNothing_isEmpty() {
        String call = ring(DM);
        store().calls().accept(call, "bob");

        for (String sender : new String[] {"alice", "bob:cam", "nobody", "bob:screen"}) {
            media("alice", call, "?sender=" + sender).isJson("{\"chunks\":[],\"init\":null,\"mime_type\":null}");
        }
    }

    @Test
    default void tracks_areDifferentRecordings() {
        String call = talk();
        send(as("alice"), call, "none");
        for (MediaTrack track : MediaTrack.values()) {
            send(as("alice").with("X-Track", track.wire()), call, track.wire()).hasStatus(200);
        }
        send(as("alice").with("X-Track", ""), call, "empty").hasStatus(200);

        for (MediaTrack track : MediaTrack.values()) {
            assertThat(media("bob", call, "?sender=alice%3A" + track.wire())
                            .json()
                            .path("chunks")
                            .findValuesAsText("data"))
                    .containsExactly(base64(track.wire()));
        }
        assertThat(media("bob", call, "?sender=alice").json().path("chunks").findValuesAsText("data"))
                .containsExactly(base64("none"), base64("empty"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"b:screen", "SCREEN", "screen:cam", "cam, mic", "x", "%73creen", "audio"})
    default void postMedia_withForgedTrack_isBadInput(String track) {
        String call = talk();

        send(as("alice").with("X-Track", track), call, "x").badInput("X-Track");
        send(as("alice").with("X-Track", track).with("X-Init", "1"), call, "x").badInput("X-Track");
        send(as("alice").with("X-Track", "cam").with("X-Track", track), call, "x")
                .badInput("X-Track");
        assertThat(stored().read(call, "bob", "alice", Optional.empty(), OptionalLong.empty())
                        .orElseThrow()
                        .chunks())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"alice:", "alice:x", "alice:screen:cam", ":screen", "alice:SCREEN", "a%00b", "%20:cam"})
    default void getMedia_ofImpossibleSender_isBadInput(String sender) {
        media("bob", talk(), "?sender=" + sender).badInput("sender");
    }

    @Test
    default void getMedia_withoutSender_isRefused() {
        String call = talk();

        for (String query : new String[] {"", "?", "?sender=", "?sender=%20", "?Sender=alice"}) {
            media("bob", call, query).isError(400, "sender required");
            media("mallory", "none", query).isError(400, "sender required");
        }
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

        send(as("alice").with("X-Init", "1").with("X-Mime", type), call, "x").badInput("X-Mime");
        send(as("alice").with("X-Init", "1").with("X-Mime", "video/webm;codecs=" + "x".repeat(200)), call, "x")
                .badInput("X-Mime");
        assertThat(stored().read(call, "bob", "alice", Optional.empty(), OptionalLong.empty())
                        .orElseThrow()
                        .init())
                .isEmpty();
        send(as("alice").with("X-Mime", type), call, "the type of a piece does not matter")
                .hasStatus(200);
    }

    @Test
    default void postMedia_beginningAScreen_saysSo() {
        String call = talk();
        Http screen = as("bob").with("X-Track", "screen").with("X-Init", "1");

        send(screen, call, "head").isJson("{\"seq\":-1,\"status\":\"ok\"}");
        assertThat(call(call).sharers()).containsExactly("bob");
        assertThat(media("alice", call, "?sender=bob:screen")
                        .json()
                        .path("mime_type")
                        .textValue())
                .isEqualTo("video/webm");
        send(screen.with("X-Mime", "screen/off"), call, "-").hasStatus(200);
        assertThat(call(call).sharers()).isEmpty();
    }

    @Test
    default void getMedia_withoutAfter_isTheLiveEdge() {
        String call = talk();
        for (int i = 0; i < 35; i++) {
            stored().append(call, "alice", Optional.empty(), new byte[] {1});
            stored().append(call, "alice", Optional.of(MediaTrack.SCREEN), new byte[] {2});
        }

        assertThat(numbers(media("bob", call, "?sender=alice")))
                .hasSize(20)
                .startsWith(31L)
                .endsWith(69L);
        assertThat(numbers(media("bob", call, "?sender=alice:screen")))
                .hasSize(20)
                .startsWith(32L)
                .endsWith(70L);
        assertThat(numbers(media("bob", call, "?sender=alice:screen&after=-1")))
                .hasSize(20)
                .startsWith(32L);
        assertThat(numbers(media("bob", call, "?sender=alice&after=-1")))
                .hasSize(30)
                .startsWith(1L)
                .endsWith(59L);
        assertThat(numbers(media("bob", call, "?sender=alice:screen&after=0")))
                .hasSize(30)
                .startsWith(2L);
        assertThat(numbers(media("bob", call, "?sender=alice&after=61"))).containsExactly(63L, 65L, 67L, 69L);
        assertThat(numbers(media("bob", call, "?sender=alice&after=69"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775808", "", "x", "-1.0"})
    default void getMedia_afterJunk_isBadInput(String after) {
        media("bob", talk(), "?sender=alice&after=" + after).badInput("after");
    }

    @Test
    default void postMedia_withoutData_isRefusedFirst() {
        String call = talk();

        for (Http client : List.of(as("alice"), as("mallory"), as("alice").with("X-Track", "b:screen"))) {
            send(client, call, "").isError(400, "no data");
            client.post("/calls/none/media").isError(400, "no data");
        }
    }

    @Test
    default void postMedia_longerThanTheLimit_isTooLarge() {
        String call = talk();
        byte[] longest = new byte[Limits.DEFAULT_MAX_MEDIA_BYTES];
        new Random(5).nextBytes(longest);
        byte[] longer = new byte[longest.length + 1];

        as("alice").postBytes("/calls/" + call + "/media", longest).hasStatus(200);
        as("alice")
                .with("X-Init", "1")
                .postBytes("/calls/" + call + "/media", longest)
                .hasStatus(200);
        assertThat(as("alice").postBytes("/calls/" + call + "/media", longer).error(413))
                .contains("1048576");

        JsonNode page = media("bob", call, "?sender=alice").json();
        assertThat(Base64.getDecoder().decode(page.at("/chunks/0/data").textValue()))
                .isEqualTo(longest);
        assertThat(Base64.getDecoder().decode(page.path("init").textValue())).isEqualTo(longest);
        assertThat(page.path("chunks")).hasSize(1);
    }

    @Test
    default void maxMediaBytes_isSettable() {
        String call = talk();
        configure(
                builder -> builder.limits(Limits.defaults().withMaxMediaBytes(3).withMaxBodyBytes(1)));

        send(as("alice"), call, "abc").hasStatus(200);
        send(as("alice"), call, "abcd").error(413);
    }

    @Test
    default void media_isKeptForHalfAMinute() {
        String call = talk();
        send(as("alice").with("X-Init", "1"), call, "head");
        send(as("alice"), call, "old");
        elapse(Duration.ofSeconds(31));
        store().calls().heartbeat(call, "alice");

        send(as("alice"), call, "new").hasStatus(200);

        JsonNode page = media("bob", call, "?sender=alice").json();
        assertThat(page.path("chunks").findValuesAsText("data")).containsExactly(base64("new"));
        assertThat(page.path("init").textValue()).isEqualTo(base64("head"));
    }

    @Test
    default void media_ofACallThatIsOver_isGone() {
        String call = talk();
        send(as("alice"), call, "x");
        store().calls().end(call, "bob");

        send(as("alice"), call, "y").isError(409, "call is not active");
        media("alice", call, "?sender=alice").isError(403, "not a participant");
    }

    @Test
    default void media_isForThoseWhoAreIn() {
        String call = ring(GROUP);
        store().calls().accept(call, "bob");

        for (String user : new String[] {"carol", "mallory"}) {
            send(as(user), call, "x").isError(404, "call not found");
            media(user, call, "?sender=alice").isError(403, "not a participant");
            media(user, "none", "?sender=alice").isError(403, "not a participant");
        }
        assertThat(stored().read(call, "bob", "carol", Optional.empty(), OptionalLong.empty())
                        .orElseThrow()
                        .chunks())
                .isEmpty();
    }

    @Test
    default void getMedia_ofAFullPage_isStreamed() {
        String call = talk();
        byte[] data = new byte[100_000];
        new Random(3).nextBytes(data);
        for (int i = 0; i < 30; i++) {
            stored().append(call, "alice", Optional.empty(), data);
        }

        HttpReply get = media("bob", call, "?sender=alice&after=0").hasStatus(200);
        HttpReply head = as("bob")
                .method("HEAD", "/calls/" + call + "/media?sender=alice&after=0")
                .hasStatus(200);

        assertThat(get.header("Content-Length"))
                .as("not known before it is written")
                .isEmpty();
        assertThat(get.json().path("chunks"))
                .hasSize(30)
                .allSatisfy(chunk -> assertThat(
                                Base64.getDecoder().decode(chunk.path("data").textValue()))
                        .isEqualTo(data));
        assertThat(head.body()).isEmpty();
        assertThat(head.header("Content-Type")).contains("application/json");
    }
}
