package io.minimost.presence.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.media.AppendResult;
import io.minimost.presence.media.MediaOutcome;
import io.minimost.presence.media.MediaTrack;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MediaInputTest {
    @Test
    void data_isTheBody() {
        assertThat(send("sound", MediaInput::data)).isEqualTo("sound".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void of_anEmptyBody_isRejected() {
        InputErrors.assertError(() -> send("", MediaInput::data), "no data");
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
        assertThat(InputErrors.text(() -> send("x", MediaInput::track, "X-Track: Cam")))
                .isEqualTo("X-Track: X-Track must be cam, mic or screen");
    }

    @Test
    void store_ofAnInitSegment_passesTheTypeInTheHeader() {
        assertThat(send("x", MediaInputTest::storedType, "X-Init: 1", "X-Mime: audio/ogg"))
                .isEqualTo("audio/ogg");
        assertThat(send("x", MediaInputTest::storedType, "X-Init: 1")).isEqualTo("video/webm");
    }

    @Test
    void store_ofATypeThatTheStoreRejects_namesTheHeader() {
        assertThat(InputErrors.text(() -> send(
                        "x",
                        input -> input.store(
                                type -> {
                                    throw new IllegalArgumentException("not " + type);
                                },
                                MediaInputTest::unexpected),
                        "X-Init: 1",
                        "X-Mime: text/html")))
                .isEqualTo("X-Mime: not text/html");
    }

    @Test
    void store_isTheOutcome() {
        assertThat(send("x", input -> append(input, AppendResult.stored(7)))).isEqualTo(AppendResult.stored(7));
        for (MediaOutcome refusal : List.of(MediaOutcome.OVER, MediaOutcome.NO_SUCH_SESSION)) {
            assertThat(send("x", input -> append(input, AppendResult.refused(refusal))))
                    .isEqualTo(AppendResult.refused(refusal));
            assertThat(send("x", input -> putInit(input, type -> refusal), "X-Init: 1"))
                    .isEqualTo(AppendResult.refused(refusal));
        }
        assertThat(send("x", input -> putInit(input, type -> MediaOutcome.STORED), "X-Init: 1"))
                .isEqualTo(AppendResult.stored(-1));
    }

    private static String storedType(MediaInput input) {
        AtomicReference<String> stored = new AtomicReference<>("");
        putInit(input, type -> {
            stored.set(type);
            return MediaOutcome.STORED;
        });
        return Objects.requireNonNull(stored.get());
    }

    private static AppendResult putInit(MediaInput input, Function<String, MediaOutcome> putInit) {
        return input.store(putInit, MediaInputTest::unexpected);
    }

    private static AppendResult append(MediaInput input, AppendResult result) {
        return input.store(type -> MediaOutcome.STORED, () -> result);
    }

    private static AppendResult unexpected() {
        throw new AssertionError("it is an init segment");
    }

    private static Object send(String body, Function<MediaInput, Object> about, String... headers) {
        Map<String, String> values = Arrays.stream(headers)
                .map(header -> header.split(": ?", 2))
                .collect(Collectors.toMap(header -> header[0], header -> header[1]));
        return about.apply(new MediaInput(
                body.getBytes(StandardCharsets.US_ASCII), name -> Optional.ofNullable(values.get(name))));
    }
}
