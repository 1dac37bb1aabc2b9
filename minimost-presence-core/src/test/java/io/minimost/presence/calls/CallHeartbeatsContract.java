package io.minimost.presence.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.events.PresenceEvent.CallAccepted;
import io.minimost.presence.events.PresenceEvent.CallEnded;
import io.minimost.presence.testing.StoreFixture;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What a heartbeat counts for, and whom it brings back. */
abstract class CallHeartbeatsContract extends CallTimesFixture {
    CallHeartbeatsContract(StoreFixture fixture) {
        super(fixture);
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
        fixture.sweep();
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
        fixture.sweep();
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
}
