package io.minimost.presence.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.media.MediaTrack;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MediaSourceTest {
    @Test
    void source_isASender_andATrackIfItIsNamed() {
        assertThat(MediaSource.of("alice")).isEqualTo(new MediaSource("alice", Optional.empty()));
        assertThat(MediaSource.of("alice:mic")).isEqualTo(new MediaSource("alice", Optional.of(MediaTrack.MIC)));
    }

    @Test
    void isScreen_onlyOfThatTrack() {
        assertThat(MediaSource.of("alice:screen").isScreen()).isTrue();
        assertThat(MediaSource.of("alice:cam").isScreen()).isFalse();
        assertThat(MediaSource.of("alice").isScreen()).isFalse();
    }

    @Test
    void malformedSource_isRejected() {
        InputErrors.assertError(() -> MediaSource.of(""), "sender required");
        InputErrors.assertBadInput(
                () -> MediaSource.of("alice:Cam"),
                "sender",
                "sender may end in :cam, :mic or :screen, and in no other word");
        assertThat(InputErrors.text(() -> MediaSource.of(":cam"))).startsWith("sender: ");
    }
}
