package io.minimost.presence.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.events.PresenceEvent.CallEnded;
import io.minimost.presence.events.PresenceEvent.CallLeft;
import io.minimost.presence.events.PresenceEvent.CallRejected;
import io.minimost.presence.signaling.SignalType;
import io.minimost.presence.testing.StoreFixture;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** How calls go on and end, and that nothing changes them then, in every store. */
abstract class CallEndsContract extends CallsFixture {
    CallEndsContract(StoreFixture fixture) {
        super(fixture);
    }

    @Test
    void end_byTheCaller_stopsAllRinging() {
        String call = initiate(GROUP, "alice").id();
        fixture.takeEvents();

        assertThat(calls().end(call, "alice")).isTrue();

        assertThat(calls().incoming("bob")).isEmpty();
        assertThat(find(call).state()).isEqualTo(CallState.ENDED);
        assertThat(find(call).endReason()).contains(CallEnded.Reason.CANCELLED);
        assertThat(fixture.takeEvents())
                .containsExactly(
                        new CallLeft(call, GROUP, "alice", CallLeft.Reason.HUNG_UP, START),
                        new CallRejected(call, GROUP, "bob", CallRejected.Reason.CALL_ENDED, START),
                        new CallRejected(call, GROUP, "carol", CallRejected.Reason.CALL_ENDED, START),
                        new CallEnded(call, GROUP, "alice", Optional.empty(), CallEnded.Reason.CANCELLED, START));
    }

    @Test
    void end_byOneOfTwo_endsTheCall() {
        String call = active(DM, "alice", "bob").id();
        fixture.takeEvents();
        fixture.clock().stepSeconds(50);
        heartbeats(call, "alice", "bob");
        fixture.clock().stepSeconds(50);

        assertThat(calls().end(call, "bob")).isTrue();

        assertThat(find(call).state()).isEqualTo(CallState.ENDED);
        assertThat(fixture.takeEvents())
                .last()
                .isEqualTo(new CallEnded(
                        call, DM, "alice", Optional.of(START), CallEnded.Reason.HUNG_UP, START.plusSeconds(100)));
    }

    @Test
    void end_byOneOfThree_letsTheOthersGoOn() {
        String call = active(GROUP, "alice", "bob", "carol").id();

        calls().end(call, "alice");

        assertThat(state(call)).isEqualTo(CallState.ACTIVE);
        assertThat(find(call).accepted()).containsExactly("bob", "carol");
        assertThat(calls().accept(call, "alice").outcome()).as("comes back").isEqualTo(JoinResult.Outcome.JOINED);
    }

    @Test
    void end_leavesOtherCallsAlone() {
        String group = active(GROUP, "alice", "bob", "carol").id();
        String pair = active(DM, "alice", "bob").id();
        for (String call : List.of(group, pair)) {
            calls().shareScreen(call, "bob", true);
            calls().signals().send(call, "alice", "bob", SignalType.OFFER, "{}");
            calls().media().putInit(call, "bob", Optional.empty(), "video/webm", new byte[] {1});
        }
        Call before = find(pair);

        calls().end(group, "bob");

        assertThat(find(pair)).isEqualTo(before);
        assertThat(calls().signals().waiting(pair, "bob", 0)).hasSize(1);
        assertThat(calls().media()
                        .read(pair, "alice", "bob", Optional.empty(), OptionalLong.empty())
                        .orElseThrow()
                        .init())
                .isPresent();
    }

    @Test
    void end_whileAUserIsStillCalled_waitsForTheirAnswer() {
        String call = active(GROUP, "alice", "bob").id();

        calls().end(call, "bob");
        assertThat(state(call)).as("carol may still come").isEqualTo(CallState.ACTIVE);
        calls().reject(call, "carol");

        assertThat(state(call)).isEqualTo(CallState.ENDED);
    }

    @Test
    void end_byAllUsersInTheCall_endsIt_thoughOthersAreStillCalled() {
        String call = active("dm:alice:bob:carol:dave", "alice", "bob").id();

        calls().end(call, "alice");
        assertThat(state(call)).isEqualTo(CallState.ACTIVE);
        calls().end(call, "bob");

        assertThat(state(call)).isEqualTo(CallState.ENDED);
        assertThat(calls().incoming("carol")).isEmpty();
    }

    @Test
    void callThatIsOver_staysAsItIs() {
        String call = active(DM, "alice", "bob").id();
        calls().end(call, "bob");
        Call over = find(call);
        fixture.takeEvents();
        fixture.clock().stepSeconds(5);

        assertThat(calls().end(call, "bob")).isTrue();
        assertThat(calls().end(call, "alice")).isTrue();
        assertThat(calls().reject(call, "alice")).isTrue();
        assertThat(calls().accept(call, "alice").outcome()).isEqualTo(JoinResult.Outcome.OVER);
        assertThat(calls().invite(call, "alice", "carol")).isEqualTo(InviteResult.NOT_ACTIVE);
        assertThat(calls().reportGone(call, "alice", "bob")).isEqualTo(GoneReportResult.NOT_ALLOWED);
        assertThat(calls().shareScreen(call, "alice", true)).isEqualTo(ShareScreenResult.OVER);
        assertThat(calls().heartbeat(call, "alice")).isFalse();
        fixture.clock().stepSeconds(500);
        fixture.sweep();

        assertThat(find(call)).isEqualTo(over);
        assertThat(fixture.takeEvents()).isEmpty();
    }

    @Test
    void strangers_canDoNothing() {
        Call call = active(DM, "alice", "bob");
        fixture.takeEvents();

        for (String id : List.of(call.id(), "no-such-call", "")) {
            assertThat(calls().end(id, "mallory")).isFalse();
            assertThat(calls().reject(id, "mallory")).isFalse();
            assertThat(calls().heartbeat(id, "mallory")).isFalse();
            assertThat(calls().reportGone(id, "mallory", "bob")).isEqualTo(GoneReportResult.NOT_ALLOWED);
            assertThat(calls().shareScreen(id, "mallory", true)).isEqualTo(ShareScreenResult.NO_SUCH_CALL);
        }
        assertThat(calls().invite(call.id(), "mallory", "mallory")).isEqualTo(InviteResult.NOT_ALLOWED);
        assertThat(find(call.id())).isEqualTo(call);
        assertThat(fixture.takeEvents()).isEmpty();
    }
}
