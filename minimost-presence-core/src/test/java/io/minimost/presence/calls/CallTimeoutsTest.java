package io.minimost.presence.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The shortest and longest time-outs that a host may set. */
class CallTimeoutsTest {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(1);

    @Test
    void shortestAndLongest_areAccepted() {
        assertThat(new CallTimeouts(SHORTEST, SHORTEST, SHORTEST).ring()).isEqualTo(SHORTEST);
        assertThat(new CallTimeouts(LONGEST, LONGEST, LONGEST).ring()).isEqualTo(LONGEST);
    }

    @Test
    void shorterAndLonger_areRefusedByName() {
        for (Duration bad : new Duration[] {SHORTEST.minusNanos(1), LONGEST.plusNanos(1)}) {
            String why = " time-out " + bad + " is not between 1 second and " + LONGEST;
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new CallTimeouts(bad, LONGEST, SHORTEST))
                    .withMessage("ring" + why);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new CallTimeouts(SHORTEST, bad, SHORTEST))
                    .withMessage("heartbeat" + why);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new CallTimeouts(SHORTEST, LONGEST, bad))
                    .withMessage("gone report" + why);
        }
    }

    @Test
    void goneReportGrace_isNoLongerThanTheHeartbeat() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CallTimeouts(SHORTEST, SHORTEST, SHORTEST.plusNanos(1)))
                .withMessage("gone report time-out PT1.000000001S is longer than heartbeat time-out PT1S");
    }
}
