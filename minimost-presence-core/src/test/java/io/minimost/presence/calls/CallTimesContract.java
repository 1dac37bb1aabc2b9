package io.minimost.presence.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.minimost.presence.events.PresenceEvent.CallEnded;
import io.minimost.presence.events.PresenceEvent.CallLeft;
import io.minimost.presence.events.PresenceEvent.CallRejected;
import io.minimost.presence.testing.StoreFixture;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The time-outs of rings without an answer. */
abstract class CallTimesContract extends CallTimesFixture {
    CallTimesContract(StoreFixture fixture) {
        super(fixture);
    }

    @Test
    void ring_endsAfterThirtySeconds() {
        String call = initiate(DM);
        fixture.takeEvents();

        sweepAfter(Duration.ofSeconds(30));
        assertThat(calls().incoming("bob")).hasSize(1);
        assertThat(fixture.takeEvents()).isEmpty();

        sweepAfter(Duration.ofMillis(1));
        Instant now = fixture.clock().instant();
        assertThat(calls().incoming("bob")).isEmpty();
        assertThat(find(call).state()).isEqualTo(CallState.REJECTED);
        assertThat(find(call).endReason()).contains(CallEnded.Reason.NO_ANSWER);
        assertThat(fixture.takeEvents())
                .containsExactly(
                        new CallRejected(call, DM, "bob", CallRejected.Reason.NO_ANSWER, now),
                        new CallLeft(call, DM, "alice", CallLeft.Reason.CALL_ENDED, now),
                        new CallEnded(call, DM, "alice", Optional.empty(), CallEnded.Reason.NO_ANSWER, now));
        assertThat(calls().initiate(DM, "bob").outcome()).isEqualTo(InitiateResult.Outcome.RINGING);
    }

    @Test
    void callThatTimedOut_isOver_sweptOrNot() {
        String call = initiate(DM);
        fixture.takeEvents();

        fixture.clock().stepSeconds(31);

        assertThat(calls().active(DM)).isEmpty();
        assertThat(calls().incoming("bob")).isEmpty();
        assertThat(find(call).state()).isEqualTo(CallState.REJECTED);
        assertThat(find(call).accepted()).isEmpty();
        assertThat(fixture.takeEvents()).as("nothing was written").isEmpty();
        Call seen = find(call);
        fixture.sweep();
        assertThat(find(call)).isEqualTo(seen);
    }

    @Test
    void callThatTimedOut_isNotInTheWay_sweptOrNot() {
        String first = initiate(DM);
        fixture.clock().stepSeconds(31);

        assertThat(calls().accept(first, "bob").outcome()).isEqualTo(JoinResult.Outcome.OVER);
        assertThat(calls().initiate(DM, "alice").outcome()).isEqualTo(InitiateResult.Outcome.RINGING);
    }

    @Test
    void ring_ofALaterInvitation_hasItsOwnTimeout() {
        String call = initiate(DM);
        calls().accept(call, "bob");
        sweepAfter(Duration.ofSeconds(50));
        // Without these heartbeats, both would be lost by the end.
        heartbeats(call);
        calls().invite(call, "alice", "carol");

        sweepAfter(Duration.ofSeconds(30));
        assertThat(calls().incoming("carol")).hasSize(1);
        sweepAfter(Duration.ofSeconds(1));

        assertThat(calls().incoming("carol")).isEmpty();
        assertThat(find(call).participant("carol").orElseThrow().state()).isEqualTo(Participant.State.REJECTED);
        assertThat(find(call).accepted()).containsExactly("alice", "bob");
        assertThat(calls().accept(call, "carol").outcome())
                .as("late, but invited")
                .isEqualTo(JoinResult.Outcome.JOINED);
    }

    @Test
    void ring_inACallThatGoesOn_endsAfterItsTime_sweptOrNot() {
        String call = initiate(GROUP);
        calls().accept(call, "bob");
        fixture.clock().stepSeconds(31);

        assertThat(calls().incoming("carol")).isEmpty();
        assertThat(find(call).participant("carol").orElseThrow().state()).isEqualTo(Participant.State.REJECTED);
        assertThat(find(call).state()).isEqualTo(CallState.ACTIVE);
        fixture.sweep();
        assertThat(calls().incoming("carol")).isEmpty();
    }

    @Test
    void timeouts_areChecked() {
        Duration second = Duration.ofSeconds(1);
        assertThat(new CallTimeouts(second, second, second).ring()).isEqualTo(second);
        for (Duration bad : List.of(Duration.ZERO, Duration.ofMillis(999), Duration.ofDays(2), second.negated())) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new CallTimeouts(bad, second, second))
                    .withMessageContaining(bad.toString());
            assertThatIllegalArgumentException().isThrownBy(() -> new CallTimeouts(second, bad, second));
            assertThatIllegalArgumentException().isThrownBy(() -> new CallTimeouts(second, second, bad));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CallTimeouts(second, second, second.plusMillis(1)))
                .withMessageContaining("PT1.001S");
    }
}
