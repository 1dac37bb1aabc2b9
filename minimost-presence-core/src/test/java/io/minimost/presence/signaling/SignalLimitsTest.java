package io.minimost.presence.signaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

/** The limits that a host may set. */
class SignalLimitsTest {
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
}
