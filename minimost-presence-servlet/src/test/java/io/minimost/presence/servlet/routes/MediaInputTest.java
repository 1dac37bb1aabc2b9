package io.minimost.presence.servlet.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.relay.MediaTrack;
import io.minimost.presence.servlet.LocalRequests;
import io.minimost.presence.servlet.http.HttpErrorText;
import io.minimost.presence.servlet.http.Request;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MediaInputTest {
    @RegisterExtension
    static final LocalRequests REQUESTS = new LocalRequests();

    @Test
    void data_isTheBody() {
        assertThat(send("sound", MediaInput::data)).isEqualTo("sound".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void of_anEmptyBody_isRefused() {
        assertThat(HttpErrorText.words(() -> send("", MediaInput::data))).isEqualTo("400 no data");
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
    void track_thatThereIsNot_isRefused() {
        assertThat(HttpErrorText.words(() -> send("x", MediaInput::track, "X-Track: Cam")))
                .isEqualTo("400 X-Track: X-Track must be cam, mic or screen");
    }

    @Test
    void store_isGivenTheTypeInTheHeader() {
        assertThat(send("x", MediaInputTest::storedType, "X-Mime: audio/ogg")).isEqualTo("audio/ogg");
        assertThat(send("x", MediaInputTest::storedType)).isEqualTo("video/webm");
    }

    @Test
    void store_ofATypeThatTheStoreRefuses_namesTheHeader() {
        assertThat(HttpErrorText.words(() -> send(
                        "x",
                        input -> input.store(type -> {
                            throw new IllegalArgumentException("not " + type);
                        }),
                        "X-Mime: text/html")))
                .isEqualTo("400 X-Mime: not text/html");
    }

    private static String storedType(MediaInput input) {
        return input.store(type -> type);
    }

    private static Object send(String body, Function<MediaInput, Object> about, String... headers) {
        return REQUESTS.post(
                "/", body, exchange -> about.apply(MediaInput.of(new Request("alice", Map.of(), exchange))), headers);
    }
}
