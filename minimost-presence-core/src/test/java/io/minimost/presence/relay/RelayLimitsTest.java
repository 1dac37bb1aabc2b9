package io.minimost.presence.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The ends of what a host may set. */
class RelayLimitsTest {
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

    @Test
    void smallestSignalLimits_areAccepted() {
        assertThat(new SignalLimits(1, 1, 1, 1).page()).isEqualTo(1);
        assertThat(new SignalLimits(17, 1, 17, 1).maxBytes()).isEqualTo(17);
    }

    @Test
    void smallerSignalLimits_areRefusedByTheirNumbers() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SignalLimits(0, 2, 1, 3))
                .withMessage("limits of 0 bytes for a signal, 2 signals and 3 at once must each be at least 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SignalLimits(2, 0, 2, 3))
                .withMessageContaining("0 signals");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SignalLimits(2, 2, 2, 0))
                .withMessageContaining("0 at once");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SignalLimits(17, 1, 16, 1))
                .withMessage("a limit of 16 bytes has no room for one signal of 17 bytes");
    }

    /** Pieces are told apart in hash tables by their number and their bytes, beginnings by their type and theirs. */
    @Test
    void hashCodes_dependOnAllThatMakesThemEqual() {
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
