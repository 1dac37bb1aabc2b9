package io.minimost.presence.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.events.PresenceEvent.CallEnded;
import io.minimost.presence.events.PresenceEvent.CallLeft;
import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.values.PresenceState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes of users whose clients are silent, or reported gone. */
abstract class CallSilenceContract extends CallTimesFixture {
    CallSilenceContract(StoreFixture fixture) {
        super(fixture);
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
        fixture.sweep();
        assertThat(find(call).screenShareUser()).contains("bob");
    }

    @Test
    void silentCaller_endsTheRinging() {
        fixture.reopen(builder -> builder.callTimeouts(
                new CallTimeouts(Duration.ofMinutes(5), Duration.ofSeconds(60), Duration.ofSeconds(12))));
        String call = initiate(DM);
        fixture.clock().stepSeconds(61);

        assertThat(calls().incoming("bob")).as("swept or not").isEmpty();
        fixture.sweep();
        assertThat(calls().incoming("bob")).isEmpty();
        assertThat(find(call).endReason()).contains(CallEnded.Reason.LOST);
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
}
