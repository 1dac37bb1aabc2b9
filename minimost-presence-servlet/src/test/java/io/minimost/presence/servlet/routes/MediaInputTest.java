package io.minimost.presence.servlet.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.media.AppendResult;
import io.minimost.presence.media.MediaOutcome;
import io.minimost.presence.media.MediaTrack;
import io.minimost.presence.servlet.LocalRequests;
import io.minimost.presence.servlet.http.HttpErrors;
import io.minimost.presence.servlet.http.Request;
import io.minimost.presence.servlet.http.Response;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MediaInputTest {
    private static final Response OVER = Response.text(409, "over");
    private static final Response NOT_FOUND = Response.text(404, "not found");

    @RegisterExtension
    static final LocalRequests REQUESTS = new LocalRequests();

    @Test
    void data_isTheBody() {
        assertThat(send("sound", MediaInput::data)).isEqualTo("sound".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void of_anEmptyBody_isRejected() {
        assertThat(HttpErrors.text(() -> send("", MediaInput::data))).isEqualTo("400 no data");
    }

    @Test
    void isInit_onlyIfTheHeaderIsOne() {
        assertThat(send("x", MediaInput::isInit, "X-Init: 1")).isEqualTo(true);
        assertThat(send("x", MediaInput::isInit, "X-Init: 0")).isEqualTo(false);
        assertThat(send("x", MediaInput::isInit)).isEqualTo(false);
    }

    @ParameterizedTest
    @EnumSource
    void track_isTheOneThatIsNamed(MediaTrack track) {
        assertThat(send("x", MediaInput::track, "X-Track: " + track.value())).isEqualTo(Optional.of(track));
    }

    @Test
    void track_ofNoNameOrAnEmptyOne_isNone() {
        assertThat(send("x", MediaInput::track)).isEqualTo(Optional.empty());
        assertThat(send("x", MediaInput::track, "X-Track:")).isEqualTo(Optional.empty());
    }

    @Test
    void track_thatThereIsNot_isRejected() {
        assertThat(HttpErrors.text(() -> send("x", MediaInput::track, "X-Track: Cam")))
                .isEqualTo("400 X-Track: X-Track must be cam, mic or screen");
    }

    @Test
    void store_ofAnInitSegment_passesTheTypeInTheHeader() {
        assertThat(send("x", MediaInputTest::storedType, "X-Init: 1", "X-Mime: audio/ogg"))
                .isEqualTo("audio/ogg");
        assertThat(send("x", MediaInputTest::storedType, "X-Init: 1")).isEqualTo("video/webm");
    }

    @Test
    void store_ofATypeThatTheStoreRejects_namesTheHeader() {
        assertThat(HttpErrors.text(() -> send(
                        "x",
                        input -> input.store(
                                type -> {
                                    throw new IllegalArgumentException("not " + type);
                                },
                                MediaInputTest::unexpected,
                                OVER,
                                NOT_FOUND),
                        "X-Init: 1",
                        "X-Mime: text/html")))
                .isEqualTo("400 X-Mime: not text/html");
    }

    @Test
    void store_answersWithTheOutcome() {
        assertThat(send("x", input -> append(input, AppendResult.stored(7))))
                .isEqualTo("{\"seq\":7,\"status\":\"ok\"}\n");
        assertThat(send("x", input -> append(input, AppendResult.refused(MediaOutcome.OVER))))
                .isEqualTo("over");
        assertThat(send("x", input -> append(input, AppendResult.refused(MediaOutcome.NO_SUCH_SESSION))))
                .isEqualTo("not found");
        assertThat(send("x", input -> putInit(input, type -> MediaOutcome.STORED), "X-Init: 1"))
                .isEqualTo("{\"seq\":-1,\"status\":\"ok\"}\n");
        assertThat(send("x", input -> putInit(input, type -> MediaOutcome.OVER), "X-Init: 1"))
                .isEqualTo("over");
    }

    private static String storedType(MediaInput input) {
        AtomicReference<String> stored = new AtomicReference<>("");
        putInit(input, type -> {
            stored.set(type);
            return MediaOutcome.STORED;
        });
        return Objects.requireNonNull(stored.get());
    }

    private static String putInit(MediaInput input, Function<String, MediaOutcome> putInit) {
        return HttpErrors.body(input.store(putInit, MediaInputTest::unexpected, OVER, NOT_FOUND));
    }

    private static String append(MediaInput input, AppendResult result) {
        return HttpErrors.body(input.store(type -> MediaOutcome.STORED, () -> result, OVER, NOT_FOUND));
    }

    private static AppendResult unexpected() {
        throw new AssertionError("it is an init segment");
    }

    private static Object send(String body, Function<MediaInput, Object> about, String... headers) {
        return REQUESTS.post(
                "/", body, exchange -> about.apply(MediaInput.of(new Request("alice", Map.of(), exchange))), headers);
    }
}
