package io.minimost.presence.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The limits that a host may set, and the values of a recording. */
class MediaLimitsTest {
    private static final Duration SHORTEST = Duration.ofNanos(1);
    private static final Duration LONGEST = Duration.ofDays(366);

    @Test
    void smallestMediaLimits_areAccepted() {
        assertThat(new MediaLimits(1, SHORTEST, 1, 1, 1).window()).isEqualTo(SHORTEST);
        assertThat(new MediaLimits(1, LONGEST, 1, 1, 1).window()).isEqualTo(LONGEST);
        assertThat(new MediaLimits(17, SHORTEST, 17, 1, 1).maxBytes()).isEqualTo(17);
    }

    @Test
    void smallerMediaLimits_areRefusedByTheirNumbers() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MediaLimits(0, SHORTEST, 1, 2, 3))
                .withMessage(
                        "limits of 0 bytes for a chunk, 2 chunks at once and 3 to begin with must each be at least 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MediaLimits(5, SHORTEST, 5, 0, 3))
                .withMessageContaining("0 chunks at once");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MediaLimits(5, SHORTEST, 5, 2, 0))
                .withMessageContaining("0 to begin with");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MediaLimits(17, SHORTEST, 16, 1, 1))
                .withMessage("a limit of 16 bytes has no room for one chunk of 17 bytes");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MediaLimits(1, LONGEST.plusNanos(1), 1, 1, 1))
                .withMessageContaining(LONGEST.plusNanos(1).toString());
    }

    /** Hash tables distinguish chunks by their number and bytes, and init chunks by their type and bytes. */
    @Test
    void hashCodes_dependOnAllThatEqualsCompares() {
        byte[] bytes = {1, 2};
        byte[] others = {1, 3};
        int chunk = new MediaChunk(7, bytes).hashCode();
        int init = new MediaInit("video/webm", bytes).hashCode();

        assertThat(chunk)
                .isNotEqualTo(new MediaChunk(8, bytes).hashCode())
                .isNotEqualTo(new MediaChunk(7, others).hashCode());
        assertThat(init)
                .isNotEqualTo(new MediaInit("audio/webm", bytes).hashCode())
                .isNotEqualTo(new MediaInit("video/webm", others).hashCode());
    }

    @Test
    void mediaOfAnotherClass_isNotEqual() {
        assertThat(new MediaChunk(7, new byte[] {1}).equals(null)).isFalse();
        assertThat(new MediaChunk(7, new byte[] {1})).isNotEqualTo(new MediaInit("video/webm", new byte[] {1}));
        assertThat(new MediaInit("video/webm", new byte[] {1})).isNotEqualTo(new MediaChunk(7, new byte[] {1}));
    }
}
