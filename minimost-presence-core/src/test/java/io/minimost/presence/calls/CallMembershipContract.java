package io.minimost.presence.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.channels.HistoryVisibility;
import io.minimost.presence.events.PresenceEvent.CallEnded;
import io.minimost.presence.events.PresenceEvent.CallLeft;
import io.minimost.presence.signaling.SignalType;
import io.minimost.presence.testing.StoreFixture;
import org.junit.jupiter.api.Test;

/** What happens to calls when a user loses their channel, or returns to it. */
abstract class CallMembershipContract extends TeamCallsFixture {
    CallMembershipContract(StoreFixture fixture) {
        super(fixture);
    }

    @Test
    void leavingTheChannel_leavesItsCall() {
        String call = active("alice", "bob", "carol");
        calls().shareScreen(call, "bob", true);
        calls().signals().send(call, "bob", "alice", SignalType.OFFER, "{}");
        calls().signals().send(call, "alice", "bob", SignalType.ANSWER, "{}");
        fixture.takeEvents();

        fixture.store().channels().leave(team.id(), "bob");

        Call after = find(call);
        assertThat(after.accepted()).containsExactly("alice", "carol");
        assertThat(after.participant("bob")).isEmpty();
        assertThat(after.screenShareUser()).isEmpty();
        assertThat(calls().signals().waiting(call, "bob", 0)).isEmpty();
        assertThat(calls().signals().waiting(call, "alice", 0)).isEmpty();
        assertThat(calls().heartbeat(call, "bob")).isFalse();
        assertThat(calls().accept(call, "bob").outcome()).isEqualTo(JoinResult.Outcome.NOT_ALLOWED);
        assertThat(fixture.takeEvents())
                .contains(new CallLeft(call, channel(), "bob", CallLeft.Reason.REMOVED, StoreFixture.START));
    }

    @Test
    void leavingTheChannel_leavesCallsOfOtherChannelsAlone() {
        String direct = calls().initiate("dm:alice:bob:carol", "alice")
                .call()
                .orElseThrow()
                .id();
        calls().accept(direct, "bob");
        active("alice", "bob", "carol");
        Call before = find(direct);

        fixture.store().channels().leave(team.id(), "bob");

        assertThat(find(direct)).isEqualTo(before);
    }

    @Test
    void leavingTheChannel_stopsTheRinging() {
        String call = initiate("alice");
        fixture.takeEvents();

        fixture.store().channels().removeMember(team.id(), "alice", "bob");

        assertThat(calls().incoming("bob")).isEmpty();
        assertThat(calls().accept(call, "bob").outcome()).isEqualTo(JoinResult.Outcome.NOT_ALLOWED);
        assertThat(find(call).state()).as("carol may answer").isEqualTo(CallState.RINGING);
        assertThat(fixture.takeEvents())
                .contains(new CallLeft(call, channel(), "bob", CallLeft.Reason.REMOVED, StoreFixture.START));
    }

    @Test
    void leavingTheChannel_byTheCaller_endsTheRinging() {
        String call = initiate("alice");

        fixture.store().channels().leave(team.id(), "alice");

        assertThat(calls().incoming("bob")).isEmpty();
        assertThat(find(call).endReason()).contains(CallEnded.Reason.REMOVED);
    }

    @Test
    void leavingTheChannel_withTooFewLeft_endsTheCall() {
        fixture.store().channels().leave(team.id(), "carol");
        String call = active("alice", "bob");

        fixture.store().channels().leave(team.id(), "bob");

        assertThat(find(call).state()).isEqualTo(CallState.ENDED);
        assertThat(find(call).endReason()).contains(CallEnded.Reason.REMOVED);
    }

    @Test
    void leavingTheChannel_revokesAnInvitation() {
        String call = active("alice", "bob");
        calls().reject(call, "carol");
        fixture.clock().stepSeconds(1);
        calls().invite(call, "alice", "carol");

        fixture.store().channels().leave(team.id(), "carol");

        assertThat(calls().accept(call, "carol").outcome()).isEqualTo(JoinResult.Outcome.NOT_ALLOWED);
    }

    @Test
    void leavingTheChannel_afterHangingUp_publishesNoCallLeft() {
        String call = active("alice", "bob", "carol");
        calls().end(call, "carol");
        fixture.takeEvents();

        fixture.store().channels().leave(team.id(), "carol");

        assertThat(fixture.takeEvents()).noneMatch(event -> event instanceof CallLeft);
        assertThat(find(call).participant("carol")).isEmpty();
        assertThat(find(call).accepted()).containsExactly("alice", "bob");
    }

    @Test
    void leavingTheChannel_afterDeclining_publishesNoCallLeft() {
        String call = active("alice", "bob");
        calls().reject(call, "carol");
        fixture.takeEvents();

        fixture.store().channels().leave(team.id(), "carol");

        assertThat(fixture.takeEvents()).noneMatch(event -> event instanceof CallLeft);
        assertThat(find(call).participant("carol")).isEmpty();
    }

    @Test
    void leavingTheChannel_byAUserWhoIsNotAParticipant_changesNothing() {
        Call before = find(active("alice", "bob", "carol"));
        fixture.store().channels().addMember(team.id(), "alice", "dave", HistoryVisibility.all());

        assertThat(fixture.store().channels().leave(team.id(), "dave")).isTrue();

        assertThat(find(before.id())).isEqualTo(before);
    }

    @Test
    void returningToTheChannel_allowsToJoinItsCall() {
        String call = active("alice", "bob", "carol");
        fixture.store().channels().leave(team.id(), "bob");
        fixture.store().channels().addMember(team.id(), "alice", "bob", HistoryVisibility.all());

        assertThat(calls().accept(call, "bob").outcome()).isEqualTo(JoinResult.Outcome.JOINED);
    }
}
