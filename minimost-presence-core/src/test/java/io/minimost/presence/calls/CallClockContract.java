package io.minimost.presence.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.events.PresenceEvent.CallEnded;
import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.values.EpochSeconds;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a clock that is set back, or stands still, does to calls. */
abstract class CallClockContract {
    private static final String DM = "dm:alice:bob";
    private static final String GROUP = "dm:alice:bob:carol";

    @RegisterExtension
    final StoreFixture fixture;

    CallClockContract(StoreFixture fixture) {
        this.fixture = fixture;
    }

    @Test
    void invitation_atTheVeryMomentOfTheCall_letsIn() {
        // The file keeps most times but nearly, some a little too early and some too late.
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
    void clockThatIsSetBack_leavesGuestsWhatTheyAre() {
        String call = initiate(DM);
        calls().accept(call, "bob");
        fixture.clock().stepSeconds(5);
        calls().invite(call, "alice", "carol");

        after(Duration.ofHours(-1));
        calls().invite(call, "alice", "dave");
        after(Duration.ofSeconds(30));
        heartbeats(call);
        assertThat(calls().incoming("carol")).hasSize(1);
        after(Duration.ofSeconds(1));

        assertThat(calls().incoming("carol")).isEmpty();
        assertThat(calls().incoming("dave")).isEmpty();
        assertThat(calls().accept(call, "carol").outcome()).isEqualTo(JoinResult.Outcome.JOINED);
        assertThat(calls().accept(call, "dave").outcome()).isEqualTo(JoinResult.Outcome.JOINED);
        assertThat(calls().accept(call, "mallory").outcome()).isEqualTo(JoinResult.Outcome.NOT_ALLOWED);
    }

    @Test
    void clockThatIsSetBack_endsNothing_andTimesCountFromThen() {
        String call = initiate(GROUP);
        calls().accept(call, "bob");
        fixture.takeEvents();

        after(Duration.ofHours(-1));
        assertThat(find(call).accepted()).containsExactly("alice", "bob");
        after(Duration.ofSeconds(29));
        assertThat(calls().incoming("carol")).hasSize(1);
        after(Duration.ofSeconds(2));
        assertThat(calls().incoming("carol")).isEmpty();
        assertThat(find(call).state()).isEqualTo(CallState.ACTIVE);
        after(Duration.ofSeconds(30));

        assertThat(find(call).endReason()).contains(CallEnded.Reason.LOST);
    }

    @Test
    void clockThatIsSetBack_leavesAloneWhoseTimesAreNotAhead() {
        String call = initiate(GROUP);
        calls().accept(call, "bob");
        calls().accept(call, "carol");
        fixture.clock().stepSeconds(50);
        calls().heartbeat(call, "bob");
        calls().heartbeat(call, "carol");

        after(Duration.ofSeconds(-40));
        after(Duration.ofSeconds(51));
        assertThat(find(call).accepted()).as("alice was seen at 0, not at 10").containsExactly("bob", "carol");
        after(Duration.ofSeconds(9));
        assertThat(find(call).accepted()).containsExactly("bob", "carol");
        after(Duration.ofSeconds(1));

        assertThat(find(call).endReason()).as("seen at 10").contains(CallEnded.Reason.LOST);
    }

    @Test
    void clockThatIsSetBack_leavesAloneWhatBeganBefore() {
        String before = initiate(DM);
        calls().accept(before, "bob");
        fixture.clock().stepSeconds(50);
        String ahead = initiate(GROUP);

        after(Duration.ofSeconds(-40));

        assertThat(find(before).startedAt()).isEqualTo(StoreFixture.START);
        assertThat(find(before).participant("alice").orElseThrow().lastSeenAt()).contains(StoreFixture.START);
        assertThat(find(ahead).startedAt()).isEqualTo(StoreFixture.START.plusSeconds(10));
        assertThat(find(ahead).participant("alice").orElseThrow().lastSeenAt())
                .contains(StoreFixture.START.plusSeconds(10));
        assertThat(find(ahead).participant("carol").orElseThrow().invitedAt())
                .contains(StoreFixture.START.plusSeconds(10));
    }

    @Test
    void clockThatIsSetBack_leavesAloneWhoWasInvitedBefore() {
        String call = initiate(DM);
        calls().accept(call, "bob");
        fixture.clock().stepSeconds(1);
        calls().invite(call, "alice", "carol");
        fixture.clock().stepSeconds(24);
        heartbeats(call);

        after(Duration.ofSeconds(-15));
        after(Duration.ofSeconds(21));
        assertThat(calls().incoming("carol")).as("30 seconds after 1").hasSize(1);
        after(Duration.ofSeconds(1));

        assertThat(calls().incoming("carol")).isEmpty();
        assertThat(calls().accept(call, "carol").outcome()).isEqualTo(JoinResult.Outcome.JOINED);
    }

    /** Two processes may disagree by as much. */
    @Test
    void clockThatIsTwoSecondsBehind_changesNothing() {
        String call = initiate(DM);
        calls().accept(call, "bob");
        after(Duration.ofSeconds(-2));
        after(Duration.ofSeconds(62));
        assertThat(find(call).state()).as("a minute after 0").isEqualTo(CallState.ACTIVE);

        after(Duration.ofMillis(1));

        assertThat(find(call).endReason()).contains(CallEnded.Reason.LOST);
    }

    @Test
    void clockThatIsFurtherBehind_letsTimesCountFromThen() {
        String call = initiate(DM);
        calls().accept(call, "bob");

        after(Duration.ofMillis(-2001));

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
    private void after(Duration duration) {
        fixture.clock().step(duration);
        fixture.store().sweep();
    }
}
