package io.minimost.presence.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.minimost.presence.events.PresenceEvent.CallAccepted;
import io.minimost.presence.events.PresenceEvent.CallEnded;
import io.minimost.presence.events.PresenceEvent.CallLeft;
import io.minimost.presence.events.PresenceEvent.CallRejected;
import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.values.PresenceState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The time-outs of calls: rings without an answer, and clients without a heartbeat. */
abstract class CallTimesContract {
    private static final Instant START = StoreFixture.START;
    private static final String DM = "dm:alice:bob";
    private static final String GROUP = "dm:alice:bob:carol";

    @RegisterExtension
    final StoreFixture fixture;

    CallTimesContract(StoreFixture fixture) {
        this.fixture = fixture;
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
        fixture.store().sweep();
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
        fixture.store().sweep();
        assertThat(calls().incoming("carol")).isEmpty();
    }

    @Test
    void joiningAgain_restartsTheTimeout() {
        String call = initiate(GROUP);
        calls().accept(call, "bob");
        calls().accept(call, "carol");
        sweepAfter(Duration.ofSeconds(40));
        heartbeats(call);
        calls().end(call, "carol");
        sweepAfter(Duration.ofSeconds(15));
        calls().accept(call, "carol");

        Participant carol = find(call).participant("carol").orElseThrow();
        assertThat(carol.joinedAt()).contains(START.plusSeconds(55));
        assertThat(carol.lastSeenAt()).contains(START.plusSeconds(55));
        assertThat(carol.leftAt()).as("stays, as in MiniMost").contains(START.plusSeconds(40));
        sweepAfter(Duration.ofSeconds(45));
        assertThat(find(call).accepted()).containsExactly("alice", "bob", "carol");
    }

    @Test
    void silentClient_isLostAfterAMinute_andEndsTheCallOfTwo() {
        String call = initiate(DM);
        calls().accept(call, "bob");
        fixture.takeEvents();
        sweepAfter(Duration.ofSeconds(40));
        assertThat(calls().heartbeat(call, "alice")).isTrue();

        sweepAfter(Duration.ofSeconds(20));
        assertThat(find(call).state()).isEqualTo(CallState.ACTIVE);
        sweepAfter(Duration.ofSeconds(1));
        Instant now = fixture.clock().instant();

        assertThat(fixture.takeEvents())
                .containsExactly(
                        new CallLeft(call, DM, "bob", CallLeft.Reason.LOST, now),
                        new CallLeft(call, DM, "alice", CallLeft.Reason.CALL_ENDED, now),
                        new CallEnded(call, DM, "alice", Optional.of(START), CallEnded.Reason.LOST, now));
        assertThat(calls().heartbeat(call, "bob")).isFalse();
    }

    @Test
    void silentClient_ofThree_isLostAlone() {
        String call = initiate(GROUP);
        calls().accept(call, "bob");
        calls().accept(call, "carol");
        sweepAfter(Duration.ofSeconds(40));
        heartbeats(call);
        sweepAfter(Duration.ofSeconds(30));

        assertThat(find(call).accepted()).containsExactly("alice", "bob");
        assertThat(find(call).state()).isEqualTo(CallState.ACTIVE);
    }

    @Test
    void silentClient_doesNotShare_sweptOrNot() {
        String call = initiate(GROUP);
        for (String user : List.of("bob", "carol")) {
            calls().accept(call, user);
            calls().shareScreen(call, user, true);
        }
        fixture.clock().stepSeconds(40);
        heartbeats(call);
        fixture.clock().stepSeconds(21);

        assertThat(find(call).sharers()).containsExactly("bob");
        assertThat(find(call).screenShareUser()).contains("bob");
        fixture.store().sweep();
        assertThat(find(call).screenShareUser()).contains("bob");
    }

    @Test
    void silentCaller_endsTheRinging() {
        fixture.reopen(builder -> builder.callTimeouts(
                new CallTimeouts(Duration.ofMinutes(5), Duration.ofSeconds(60), Duration.ofSeconds(12))));
        String call = initiate(DM);
        fixture.clock().stepSeconds(61);

        assertThat(calls().incoming("bob")).as("swept or not").isEmpty();
        fixture.store().sweep();
        assertThat(calls().incoming("bob")).isEmpty();
        assertThat(find(call).endReason()).contains(CallEnded.Reason.LOST);
    }

    @Test
    void heartbeat_countsForOneCall() {
        String call = initiate(GROUP);
        calls().accept(call, "bob");
        String silent = initiate(DM);
        calls().accept(silent, "bob");
        fixture.clock().stepSeconds(40);
        heartbeats(call);
        fixture.clock().stepSeconds(21);

        assertThat(find(call).accepted()).containsExactly("alice", "bob");
        assertThat(find(silent).endReason()).contains(CallEnded.Reason.LOST);
    }

    /** Reads show the call as over, but nothing has been published yet. */
    @Test
    void heartbeat_afterTheTimeout_counts_ifNoSweepHasRemovedTheUser() {
        String call = initiate(DM);
        calls().accept(call, "bob");
        fixture.takeEvents();
        fixture.clock().stepSeconds(61);
        assertThat(find(call).state()).isEqualTo(CallState.ENDED);

        heartbeats(call);

        assertThat(find(call).state()).isEqualTo(CallState.ACTIVE);
        fixture.store().sweep();
        assertThat(find(call).accepted()).containsExactly("alice", "bob");
        assertThat(fixture.takeEvents()).isEmpty();
    }

    @Test
    void heartbeat_ofALostUser_bringsThemBack_whileTheCallIsLive() {
        String call = initiate(GROUP);
        calls().accept(call, "bob");
        calls().accept(call, "carol");
        sweepAfter(Duration.ofSeconds(40));
        calls().heartbeat(call, "alice");
        calls().heartbeat(call, "carol");
        sweepAfter(Duration.ofSeconds(21));
        assertThat(find(call).accepted()).containsExactly("alice", "carol");
        fixture.takeEvents();

        assertThat(calls().heartbeat(call, "bob")).isTrue();

        Instant now = fixture.clock().instant();
        assertThat(find(call).accepted()).containsExactly("alice", "bob", "carol");
        assertThat(fixture.takeEvents()).containsExactly(new CallAccepted(call, GROUP, "bob", now));
        assertThat(calls().heartbeat(call, "bob")).isTrue();
        assertThat(fixture.takeEvents()).isEmpty();
    }

    @Test
    void heartbeat_ofAUserReportedGone_bringsThemBack() {
        String call = initiate(GROUP);
        calls().accept(call, "bob");
        calls().accept(call, "carol");
        fixture.clock().stepSeconds(13);
        heartbeats(call);
        assertThat(calls().reportGone(call, "alice", "carol")).isEqualTo(GoneReportResult.REMOVED);

        assertThat(calls().heartbeat(call, "carol")).isTrue();

        assertThat(find(call).accepted()).containsExactly("alice", "bob", "carol");
    }

    @Test
    void heartbeat_ofAUserWhoLeft_bringsNoUserBack() {
        String call = initiate(GROUP);
        calls().accept(call, "bob");
        calls().accept(call, "carol");
        fixture.clock().stepSeconds(50);
        calls().end(call, "carol");

        assertThat(calls().heartbeat(call, "carol")).isFalse();
        fixture.clock().step(Duration.ofHours(-1));
        fixture.store().sweep();
        assertThat(calls().heartbeat(call, "carol")).isFalse();
        assertThat(find(call).accepted()).containsExactly("alice", "bob");
    }

    /** The laptop wakes up, its user hangs up, and a request of another tab is still on its way. */
    @Test
    void lostUserWhoHangsUp_isNotBroughtBack() {
        String call = initiate(GROUP);
        calls().accept(call, "bob");
        calls().accept(call, "carol");
        fixture.clock().stepSeconds(13);
        heartbeats(call);
        calls().reportGone(call, "alice", "carol");

        assertThat(calls().end(call, "carol")).isTrue();

        assertThat(calls().heartbeat(call, "carol")).isFalse();
        assertThat(find(call).accepted()).containsExactly("alice", "bob");
    }

    @Test
    void heartbeat_inACallThatIsOver_bringsNoUserBack() {
        String call = initiate(DM);
        calls().accept(call, "bob");
        sweepAfter(Duration.ofSeconds(61));

        assertThat(calls().heartbeat(call, "bob")).isFalse();
        assertThat(find(call).state()).isEqualTo(CallState.ENDED);
    }

    @Test
    void call_goesOnWhileItsUsersAreOffline() {
        String call = initiate(DM);
        calls().accept(call, "bob");
        fixture.store().presence().update("alice", PresenceState.OFFLINE);
        for (int i = 0; i < 200; i++) {
            sweepAfter(Duration.ofSeconds(30));
            heartbeats(call);
        }

        assertThat(find(call).state()).isEqualTo(CallState.ACTIVE);
    }

    @Test
    void reportGone_removesTheUser_onlyWithoutARecentHeartbeat() {
        String call = initiate(GROUP);
        calls().accept(call, "bob");
        calls().accept(call, "carol");
        fixture.takeEvents();
        sweepAfter(Duration.ofSeconds(12));

        assertThat(calls().reportGone(call, "alice", "bob")).isEqualTo(GoneReportResult.IGNORED);
        calls().heartbeat(call, "carol");
        sweepAfter(Duration.ofSeconds(1));
        assertThat(calls().reportGone(call, "alice", "carol")).isEqualTo(GoneReportResult.IGNORED);
        assertThat(calls().reportGone(call, "alice", "alice")).isEqualTo(GoneReportResult.IGNORED);
        assertThat(calls().reportGone(call, "alice", "dave")).isEqualTo(GoneReportResult.IGNORED);
        assertThat(calls().reportGone(call, "dave", "bob")).isEqualTo(GoneReportResult.NOT_ALLOWED);
        assertThat(fixture.takeEvents()).isEmpty();

        assertThat(calls().reportGone(call, "alice", "bob")).isEqualTo(GoneReportResult.REMOVED);

        assertThat(find(call).accepted()).containsExactly("alice", "carol");
        assertThat(fixture.takeEvents())
                .containsExactly(new CallLeft(
                        call,
                        GROUP,
                        "bob",
                        CallLeft.Reason.LOST,
                        fixture.clock().instant()));
        assertThat(calls().reportGone(call, "alice", "bob")).as("is out").isEqualTo(GoneReportResult.IGNORED);
    }

    @Test
    void reportGone_ofOneOfTwo_endsTheCall() {
        String call = initiate(DM);
        calls().accept(call, "bob");
        sweepAfter(Duration.ofSeconds(13));

        assertThat(calls().reportGone(call, "bob", "alice")).isEqualTo(GoneReportResult.REMOVED);

        assertThat(find(call).endReason()).contains(CallEnded.Reason.LOST);
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

    private Calls calls() {
        return fixture.store().calls();
    }

    private String initiate(String channel) {
        return calls().initiate(channel, "alice").call().orElseThrow().id();
    }

    private Call find(String call) {
        return calls().find(call).orElseThrow();
    }

    private void heartbeats(String call) {
        assertThat(calls().heartbeat(call, "alice")).isTrue();
        assertThat(calls().heartbeat(call, "bob")).isTrue();
    }

    /** Steps the clock, and sweeps as the timer would. */
    private void sweepAfter(Duration duration) {
        fixture.clock().step(duration);
        fixture.store().sweep();
    }
}
