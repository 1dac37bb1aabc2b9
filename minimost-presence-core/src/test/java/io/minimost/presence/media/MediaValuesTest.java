package io.minimost.presence.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaValuesTest {
    @Test
    void chunksAndInits_areEqualIfTheirBytesAre() {
        assertThat(new MediaChunk(7, new byte[] {1, 2}))
                .isEqualTo(new MediaChunk(7, new byte[] {1, 2}))
                .hasSameHashCodeAs(new MediaChunk(7, new byte[] {1, 2}))
                .isNotEqualTo(new MediaChunk(8, new byte[] {1, 2}))
                .isNotEqualTo(new MediaChunk(7, new byte[] {1, 3}));
        assertThat(new MediaInit("video/webm", new byte[] {1}))
                .isEqualTo(new MediaInit("video/webm", new byte[] {1}))
                .hasSameHashCodeAs(new MediaInit("video/webm", new byte[] {1}))
                .isNotEqualTo(new MediaInit("audio/webm", new byte[] {1}))
                .isNotEqualTo(new MediaInit("video/webm", new byte[] {2}));
    }

    @Test
    void toString_showsTheLengthInsteadOfTheBytes() {
        assertThat(new MediaPage(
                                Optional.of(new MediaInit("video/webm", new byte[1000])),
                                List.of(new MediaChunk(7, new byte[2000])))
                        .toString())
                .contains("1000 bytes", "2000 bytes", "sequence=7", "video/webm");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Cam", "SCREEN", "b:screen", "screen ", "video"})
    void unknownValues_areNoTracks(String value) {
        assertThat(MediaTrack.fromValue(value)).isEmpty();
    }

    @Test
    void values_areParsedAsTheirTracks() {
        assertThat(Stream.of(MediaTrack.values()).map(MediaTrack::value)).containsExactly("cam", "mic", "screen");
        for (MediaTrack track : MediaTrack.values()) {
            assertThat(MediaTrack.fromValue(track.value())).contains(track);
        }
    }

    @Test
    void limits_outOfRange_areRefused() {
        Duration window = Duration.ofSeconds(1);
        assertThatIllegalArgumentException().isThrownBy(() -> new MediaLimits(0, window, 1, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new MediaLimits(1, window, 1, 0, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MediaLimits(1, window, 1, 1, -3))
                .withMessageContaining("-3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MediaLimits(17, window, 16, 1, 1))
                .withMessageContainingAll("16", "17");
        for (Duration wrong : List.of(Duration.ZERO, Duration.ofSeconds(-1), Duration.ofDays(367))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new MediaLimits(1, wrong, 1, 1, 1))
                    .withMessageContaining(wrong.toString());
        }
    }

    @Test
    void appendResult_hasASequenceOnlyIfStored() {
        assertThat(AppendResult.stored(7)).isEqualTo(new AppendResult(MediaOutcome.STORED, OptionalLong.of(7)));
        assertThat(AppendResult.refused(MediaOutcome.OVER).sequence()).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> AppendResult.refused(MediaOutcome.STORED));
        assertThatIllegalArgumentException().isThrownBy(() -> new AppendResult(MediaOutcome.OVER, OptionalLong.of(7)));
    }
}
