package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.minimost.presence.media.MediaTrack;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The media of a call. */
interface CallMediaOverHttp extends CallFixture {
    private static String base64(String data) {
        return Base64.getEncoder().encodeToString(data.getBytes(StandardCharsets.UTF_8));
    }

    private static List<Long> numbers(ClientResponse response) {
        List<Long> numbers = new ArrayList<>();
        response.hasStatus(200)
                .json()
                .path("chunks")
                .forEach(chunk -> numbers.add(chunk.path("seq").longValue()));
        return numbers;
    }

    @Test
    default void postMedia_isForTheOthers() {
        String call = talk();
        Http alice = as("alice");

        postMedia(alice.with("X-Init", "1").with("X-Mime", "video/webm;codecs=vp8"), call, "head")
                .isJson("{\"seq\":-1,\"status\":\"ok\"}");
        postMedia(alice, call, "one").isJson("{\"seq\":2,\"status\":\"ok\"}");
        postMedia(alice.with("X-Init", "true").with("Content-Type", "text/plain"), call, "\u0000é")
                .isJson("{\"seq\":3,\"status\":\"ok\"}");

        ClientResponse response = getMedia("bob", call, "?sender=alice");
        assertThat(response.hasStatus(200).body())
                .isEqualTo("{\"chunks\":[{\"data\":\"" + base64("one") + "\",\"seq\":2},{\"data\":\""
                        + base64("\u0000é") + "\",\"seq\":3}],\"init\":\"" + base64("head")
                        + "\",\"mime_type\":\"video/webm;codecs=vp8\"}\n");
        getMedia("bob", call, "?sender=+alice").isJson(response.body());
        assertThat(response.header("Cache-Control")).contains("no-store");
        assertThat(response.header("ETag")).isEmpty();
    }

    @Test
    default void getMedia_ofSomebodyWhoSendsNothing_isEmpty() {
        String call = ring(DM);
        store().calls().accept(call, "bob");

        for (String sender : new String[] {"alice", "bob:cam", "nobody", "bob:screen"}) {
            getMedia("alice", call, "?sender=" + sender).isJson("{\"chunks\":[],\"init\":null,\"mime_type\":null}");
        }
    }

    @Test
    default void tracks_areDifferentRecordings() {
        String call = talk();
        postMedia(as("alice"), call, "none");
        for (MediaTrack track : MediaTrack.values()) {
            postMedia(as("alice").with("X-Track", track.value()), call, track.value())
                    .hasStatus(200);
        }
        postMedia(as("alice").with("X-Track", ""), call, "empty").hasStatus(200);

        for (MediaTrack track : MediaTrack.values()) {
            assertThat(getMedia("bob", call, "?sender=alice%3A" + track.value())
                            .json()
                            .path("chunks")
                            .findValuesAsText("data"))
                    .containsExactly(base64(track.value()));
        }
        assertThat(getMedia("bob", call, "?sender=alice").json().path("chunks").findValuesAsText("data"))
                .containsExactly(base64("none"), base64("empty"));
    }

    @Test
    default void postMedia_ofAScreen_updatesTheSharers() {
        String call = talk();
        Http screen = as("bob").with("X-Track", "screen").with("X-Init", "1");

        postMedia(screen, call, "head").isJson("{\"seq\":-1,\"status\":\"ok\"}");
        assertThat(call(call).sharers()).containsExactly("bob");
        assertThat(getMedia("alice", call, "?sender=bob:screen")
                        .json()
                        .path("mime_type")
                        .textValue())
                .isEqualTo("video/webm");
        postMedia(screen.with("X-Mime", "screen/off"), call, "-").hasStatus(200);
        assertThat(call(call).sharers()).isEmpty();
    }

    @Test
    default void getMedia_withoutAfter_isTheLiveEdge() {
        String call = talk();
        for (int i = 0; i < 35; i++) {
            store().calls().media().append(call, "alice", Optional.empty(), new byte[] {1});
            store().calls().media().append(call, "alice", Optional.of(MediaTrack.SCREEN), new byte[] {2});
        }

        assertThat(numbers(getMedia("bob", call, "?sender=alice")))
                .hasSize(20)
                .startsWith(31L)
                .endsWith(69L);
        assertThat(numbers(getMedia("bob", call, "?sender=alice:screen")))
                .hasSize(20)
                .startsWith(32L)
                .endsWith(70L);
        assertThat(numbers(getMedia("bob", call, "?sender=alice:screen&after=-1")))
                .hasSize(20)
                .startsWith(32L);
        assertThat(numbers(getMedia("bob", call, "?sender=alice&after=-1")))
                .hasSize(30)
                .startsWith(1L)
                .endsWith(59L);
        assertThat(numbers(getMedia("bob", call, "?sender=alice:screen&after=0")))
                .hasSize(30)
                .startsWith(2L);
        assertThat(numbers(getMedia("bob", call, "?sender=alice&after=61"))).containsExactly(63L, 65L, 67L, 69L);
        assertThat(numbers(getMedia("bob", call, "?sender=alice&after=69"))).isEmpty();
    }

    @Test
    default void media_isKeptForHalfAMinute() {
        String call = talk();
        postMedia(as("alice").with("X-Init", "1"), call, "head");
        postMedia(as("alice"), call, "old");
        elapse(Duration.ofSeconds(31));
        store().calls().heartbeat(call, "alice");

        postMedia(as("alice"), call, "new").hasStatus(200);

        JsonNode page = getMedia("bob", call, "?sender=alice").json();
        assertThat(page.path("chunks").findValuesAsText("data")).containsExactly(base64("new"));
        assertThat(page.path("init").textValue()).isEqualTo(base64("head"));
    }

    @Test
    default void media_ofACallThatIsOver_isGone() {
        String call = talk();
        postMedia(as("alice"), call, "x");
        store().calls().end(call, "bob");

        postMedia(as("alice"), call, "y").isError(409, "call is not active");
        getMedia("alice", call, "?sender=alice").isError(403, "not a participant");
    }

    @Test
    default void media_isForThoseWhoAreIn() {
        String call = ring(GROUP);
        store().calls().accept(call, "bob");

        for (String user : new String[] {"carol", "mallory"}) {
            postMedia(as(user), call, "x").isError(404, "call not found");
            getMedia(user, call, "?sender=alice").isError(403, "not a participant");
            getMedia(user, "none", "?sender=alice").isError(403, "not a participant");
        }
        assertThat(store().calls()
                        .media()
                        .read(call, "bob", "carol", Optional.empty(), OptionalLong.empty())
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
            store().calls().media().append(call, "alice", Optional.empty(), data);
        }

        ClientResponse get = getMedia("bob", call, "?sender=alice&after=0").hasStatus(200);
        ClientResponse head = as("bob")
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
