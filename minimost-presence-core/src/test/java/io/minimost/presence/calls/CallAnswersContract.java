package io.minimost.presence.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.channels.HistoryVisibility;
import io.minimost.presence.channels.PrivateChannel;
import io.minimost.presence.events.PresenceEvent.CallAccepted;
import io.minimost.presence.events.PresenceEvent.CallEnded;
import io.minimost.presence.events.PresenceEvent.CallInvited;
import io.minimost.presence.events.PresenceEvent.CallLeft;
import io.minimost.presence.events.PresenceEvent.CallRejected;
import io.minimost.presence.testing.StoreFixture;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How users accept, reject and are invited to calls, in every store. */
abstract class CallAnswersContract extends CallsFixture {
    CallAnswersContract(StoreFixture fixture) {
        super(fixture);
    }

    @Test
    void accept_answersTheCall() {
        String call = initiate(GROUP, "alice").id();
        fixture.takeEvents();
        fixture.clock().stepSeconds(3);

        JoinResult accepted = calls().accept(call, "bob");

        assertThat(accepted.outcome()).isEqualTo(JoinResult.Outcome.JOINED);
        assertThat(accepted.lastSignal()).isZero();
        Call active = accepted.call().orElseThrow();
        assertThat(active.state()).isEqualTo(CallState.ACTIVE);
        assertThat(active.answeredAt()).contains(START.plusSeconds(3));
        assertThat(active.accepted()).containsExactly("alice", "bob");
        assertThat(active.participant("bob").orElseThrow().joinedAt()).contains(START.plusSeconds(3));
        assertThat(calls().incoming("carol")).as("still rings").hasSize(1);
        assertThat(calls().incoming("bob")).isEmpty();
        assertThat(fixture.takeEvents()).containsExactly(new CallAccepted(call, GROUP, "bob", START.plusSeconds(3)));

        fixture.clock().stepSeconds(3);
        assertThat(calls().accept(call, "carol").call().orElseThrow().answeredAt())
                .as("answered once")
                .contains(START.plusSeconds(3));
    }

    @Test
    void accept_leavesOtherCallsRinging() {
        Call other = initiate(DM, "alice");
        String call = initiate(GROUP, "alice").id();
        fixture.clock().stepSeconds(1);

        calls().accept(call, "bob");

        assertThat(find(other.id())).isEqualTo(other);
    }

    @Test
    void accept_byTheCallerWhileItRings_doesNotAnswerIt() {
        String call = initiate(DM, "alice").id();

        JoinResult accepted = calls().accept(call, "alice");

        assertThat(accepted.outcome()).isEqualTo(JoinResult.Outcome.JOINED);
        assertThat(accepted.call().orElseThrow().state()).isEqualTo(CallState.RINGING);
    }

    @Test
    void accept_byStrangersOrTooLate_isRefused() {
        String call = initiate(DM, "alice").id();

        assertThat(calls().accept("no-such-call", "bob").outcome()).isEqualTo(JoinResult.Outcome.NO_SUCH_CALL);
        assertThat(calls().accept(call, "mallory").outcome()).isEqualTo(JoinResult.Outcome.NOT_ALLOWED);
        calls().end(call, "alice");
        assertThat(calls().accept(call, "bob").outcome()).isEqualTo(JoinResult.Outcome.OVER);
    }

    @Test
    void accept_byAMemberWhoWasNotCalled_joins() {
        PrivateChannel team = fixture.store().channels().create("Team", "alice", List.of("bob"));
        String call = active(team.id().text(), "alice", "bob").id();
        assertThat(calls().accept(call, "carol").outcome()).isEqualTo(JoinResult.Outcome.NOT_ALLOWED);

        fixture.store().channels().addMember(team.id(), "alice", "carol", HistoryVisibility.all());

        assertThat(calls().accept(call, "carol").call().orElseThrow().accepted())
                .containsExactly("alice", "bob", "carol");
    }

    @Test
    void reject_byTheLastCalledUser_rejectsTheCall() {
        String call = initiate(GROUP, "alice").id();
        fixture.takeEvents();

        assertThat(calls().reject(call, "bob")).isTrue();
        assertThat(state(call)).isEqualTo(CallState.RINGING);
        assertThat(calls().incoming("bob")).isEmpty();
        assertThat(calls().reject(call, "carol")).isTrue();

        Call over = find(call);
        assertThat(over.state()).isEqualTo(CallState.REJECTED);
        assertThat(over.endedAt()).contains(START);
        assertThat(over.endReason()).contains(CallEnded.Reason.DECLINED);
        assertThat(over.accepted()).isEmpty();
        assertThat(calls().active(GROUP)).isEmpty();
        assertThat(fixture.takeEvents())
                .containsExactly(
                        new CallRejected(call, GROUP, "bob", CallRejected.Reason.DECLINED, START),
                        new CallRejected(call, GROUP, "carol", CallRejected.Reason.DECLINED, START),
                        new CallLeft(call, GROUP, "alice", CallLeft.Reason.CALL_ENDED, START),
                        new CallEnded(call, GROUP, "alice", Optional.empty(), CallEnded.Reason.DECLINED, START));
    }

    @Test
    void reject_byTheCaller_cancels() {
        String call = initiate(DM, "alice").id();

        assertThat(calls().reject(call, "alice")).isTrue();

        assertThat(find(call).endReason()).contains(CallEnded.Reason.CANCELLED);
    }

    @Test
    void invite_ringsAUserFromOutsideTheChannel() {
        String call = active(DM, "alice", "bob").id();
        fixture.takeEvents();
        fixture.clock().stepSeconds(1);

        assertThat(calls().invite(call, "bob", "carol")).isEqualTo(InviteResult.INVITED);
        assertThat(calls().invite(call, "alice", "carol")).isEqualTo(InviteResult.ALREADY_RINGING);
        assertThat(calls().incoming("carol")).extracting(IncomingCall::call).containsExactly(call);
        assertThat(calls().accept(call, "carol").outcome()).isEqualTo(JoinResult.Outcome.JOINED);
        assertThat(calls().invite(call, "alice", "carol")).isEqualTo(InviteResult.ALREADY_IN_CALL);
        calls().end(call, "carol");
        assertThat(calls().accept(call, "carol").outcome()).as("comes back").isEqualTo(JoinResult.Outcome.JOINED);

        assertThat(fixture.takeEvents())
                .startsWith(
                        new CallInvited(call, DM, "carol", "bob", START.plusSeconds(1)),
                        new CallAccepted(call, DM, "carol", START.plusSeconds(1)));
    }

    @Test
    void invite_ofAUserWhoDeclined_ringsAgain() {
        String call = active(GROUP, "alice", "bob").id();
        calls().reject(call, "carol");
        fixture.clock().stepSeconds(40);
        heartbeats(call, "alice", "bob");

        assertThat(calls().invite(call, "alice", "carol")).isEqualTo(InviteResult.INVITED);

        assertThat(calls().incoming("carol")).hasSize(1);
        assertThat(find(call).participant("carol").orElseThrow().leftAt()).isEmpty();
    }

    @Test
    void invite_beforeAnAnswerOrByAnOutsider_isRefused() {
        String call = initiate(GROUP, "alice").id();

        assertThat(calls().invite("no-such-call", "alice", "dave")).isEqualTo(InviteResult.NO_SUCH_CALL);
        assertThat(calls().invite(call, "alice", "dave")).isEqualTo(InviteResult.NOT_ACTIVE);
        calls().accept(call, "bob");
        assertThat(calls().invite(call, "carol", "dave")).as("is only called").isEqualTo(InviteResult.NOT_ALLOWED);
        assertThat(calls().invite(call, "alice", "dave")).isEqualTo(InviteResult.INVITED);
    }
}
