package io.minimost.presence.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.events.PresenceEvent.CallEnded;
import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.values.EpochSeconds;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Calls while the clock is set back, or stands still. */
abstract class CallClockContract {
    private static final String DM = "dm:alice:bob";
    private static final String GROUP = "dm:alice:bob:carol";

    @RegisterExtension
    final StoreFixture fixture;

    CallClockContract(StoreFixture fixture) {
        this.fixture = fixture;
    }

    @Test
    void invitation_atTheStartOfTheCall_allowsToJoin() {
        // The file rounds times, some down and some up.
        for (int i = 0; i < 20; i++) {
            fixture.clock().step(Duration.ofMillis(1));
            String call = initiate(DM);
            calls().accept(call, "bob");
            calls().invite(call, "alice", "carol");

            assertThat(calls().incoming("carol")).hasSize(1);
            assertThat(calls().accept(call, "carol").outcome()).isEqualTo(JoinResult.Outcome.JOINED);
            calls().end(call, "alice");
            calls().end(call, "bob");
        }
    }

    @Test
    void clockSetBack_keepsGuests() {
        String call = initiate(DM);
        calls().accept(call, "bob");
        fixture.clock().stepSeconds(5);
        calls().invite(call, "alice", "carol");

        sweepAfter(Duration.ofHours(-1));
        calls().invite(call, "alice", "dave");
        sweepAfter(Duration.ofSeconds(30));
        heartbeats(call);
        assertThat(calls().incoming("carol")).hasSize(1);
        sweepAfter(Duration.ofSeconds(1));

        assertThat(calls().incoming("carol")).isEmpty();
        assertThat(calls().incoming("dave")).isEmpty();
        assertThat(calls().accept(call, "carol").outcome()).isEqualTo(JoinResult.Outcome.JOINED);
        assertThat(calls().accept(call, "dave").outcome()).isEqualTo(JoinResult.Outcome.JOINED);
        assertThat(calls().accept(call, "mallory").outcome()).isEqualTo(JoinResult.Outcome.NOT_ALLOWED);
    }

    @Test
    void clockSetBack_endsNothing_andRestartsTimeouts() {
        String call = initiate(GROUP);
        calls().accept(call, "bob");
        fixture.takeEvents();

        sweepAfter(Duration.ofHours(-1));
        assertThat(find(call).accepted()).containsExactly("alice", "bob");
        sweepAfter(Duration.ofSeconds(29));
        assertThat(calls().incoming("carol")).hasSize(1);
        sweepAfter(Duration.ofSeconds(2));
        assertThat(calls().incoming("carol")).isEmpty();
        assertThat(find(call).state()).isEqualTo(CallState.ACTIVE);
        sweepAfter(Duration.ofSeconds(30));

        assertThat(find(call).endReason()).contains(CallEnded.Reason.LOST);
    }

    @Test
    void clockSetBack_keepsHeartbeatsThatAreNotAhead() {
        String call = initiate(GROUP);
        calls().accept(call, "bob");
        calls().accept(call, "carol");
        fixture.clock().stepSeconds(50);
        calls().heartbeat(call, "bob");
        calls().heartbeat(call, "carol");

        sweepAfter(Duration.ofSeconds(-40));
        sweepAfter(Duration.ofSeconds(51));
        assertThat(find(call).accepted()).as("alice was seen at 0, not at 10").containsExactly("bob", "carol");
        sweepAfter(Duration.ofSeconds(9));
        assertThat(find(call).accepted()).containsExactly("bob", "carol");
        sweepAfter(Duration.ofSeconds(1));

        assertThat(find(call).endReason()).as("seen at 10").contains(CallEnded.Reason.LOST);
    }

    @Test
    void clockSetBack_keepsStartsThatAreNotAhead() {
        String before = initiate(DM);
        calls().accept(before, "bob");
        fixture.clock().stepSeconds(50);
        String ahead = initiate(GROUP);

        sweepAfter(Duration.ofSeconds(-40));

        assertThat(find(before).startedAt()).isEqualTo(StoreFixture.START);
        assertThat(find(before).participant("alice").orElseThrow().lastSeenAt()).contains(StoreFixture.START);
        assertThat(find(ahead).startedAt()).isEqualTo(StoreFixture.START.plusSeconds(10));
        assertThat(find(ahead).participant("alice").orElseThrow().lastSeenAt())
                .contains(StoreFixture.START.plusSeconds(10));
        assertThat(find(ahead).participant("carol").orElseThrow().invitedAt())
                .contains(StoreFixture.START.plusSeconds(10));
    }

    @Test
    void clockSetBack_keepsInvitationsThatAreNotAhead() {
        String call = initiate(DM);
        calls().accept(call, "bob");
        fixture.clock().stepSeconds(1);
        calls().invite(call, "alice", "carol");
        fixture.clock().stepSeconds(24);
        heartbeats(call);

        sweepAfter(Duration.ofSeconds(-15));
        sweepAfter(Duration.ofSeconds(21));
        assertThat(calls().incoming("carol")).as("30 seconds after 1").hasSize(1);
        sweepAfter(Duration.ofSeconds(1));

        assertThat(calls().incoming("carol")).isEmpty();
        assertThat(calls().accept(call, "carol").outcome()).isEqualTo(JoinResult.Outcome.JOINED);
    }

    /** The clocks of two processes may differ by as much. */
    @Test
    void clockTwoSecondsBehind_changesNothing() {
        String call = initiate(DM);
        calls().accept(call, "bob");
        sweepAfter(Duration.ofSeconds(-2));
        sweepAfter(Duration.ofSeconds(62));
        assertThat(find(call).state()).as("a minute after 0").isEqualTo(CallState.ACTIVE);

        sweepAfter(Duration.ofMillis(1));

        assertThat(find(call).endReason()).contains(CallEnded.Reason.LOST);
    }

    @Test
    void clockMoreThanTwoSecondsBehind_restartsTimeouts() {
        String call = initiate(DM);
        calls().accept(call, "bob");

        sweepAfter(Duration.ofMillis(-2001));

        assertThat(find(call).participant("bob").orElseThrow().lastSeenAt())
                .contains(EpochSeconds.asStored(fixture.clock().instant()));
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
        fixture.sweep();
    }
}
