package io.minimost.presence.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.minimost.presence.channels.HistoryVisibility;
import io.minimost.presence.channels.PrivateChannel;
import io.minimost.presence.events.PresenceEvent.CallAccepted;
import io.minimost.presence.events.PresenceEvent.CallEnded;
import io.minimost.presence.events.PresenceEvent.CallInvited;
import io.minimost.presence.events.PresenceEvent.CallLeft;
import io.minimost.presence.events.PresenceEvent.CallRejected;
import io.minimost.presence.events.PresenceEvent.CallRinging;
import io.minimost.presence.signaling.SignalType;
import io.minimost.presence.testing.StoreFixture;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How calls start, go on and end, in every store. */
abstract class CallsContract {
    static final Instant START = StoreFixture.START;
    static final String DM = "dm:alice:bob";
    static final String GROUP = "dm:alice:bob:carol";

    @RegisterExtension
    final StoreFixture fixture;

    CallsContract(StoreFixture fixture) {
        this.fixture = fixture;
    }

    @Test
    void initiate_ringsAllOtherParticipants() {
        InitiateResult initiated = calls().initiate(GROUP, "bob");

        assertThat(initiated.outcome()).isEqualTo(InitiateResult.Outcome.RINGING);
        Call call = initiated.call().orElseThrow();
        assertThat(call.channel()).isEqualTo(GROUP);
        assertThat(call.initiator()).isEqualTo("bob");
        assertThat(call.state()).isEqualTo(CallState.RINGING);
        assertThat(call.startedAt()).isEqualTo(START);
        assertThat(call.answeredAt()).isEmpty();
        assertThat(call.endedAt()).isEmpty();
        assertThat(call.endReason()).isEmpty();
        assertThat(call.participants())
                .extracting(Participant::user, Participant::role, Participant::state)
                .containsExactly(
                        tuple("alice", Participant.Role.PARTICIPANT, Participant.State.PENDING),
                        tuple("bob", Participant.Role.INITIATOR, Participant.State.ACCEPTED),
                        tuple("carol", Participant.Role.PARTICIPANT, Participant.State.PENDING));
        assertThat(calls().find(call.id())).contains(call);
        assertThat(calls().active(GROUP)).contains(call);
        assertThat(calls().incoming("alice"))
                .containsExactly(new IncomingCall(call.id(), GROUP, "bob", START))
                .isEqualTo(calls().incoming("carol"));
        assertThat(calls().incoming("bob")).isEmpty();
        assertThat(fixture.takeEvents())
                .containsExactly(new CallRinging(call.id(), GROUP, "bob", List.of("alice", "carol"), START));
    }

    @Test
    void incoming_areInTheOrderInWhichTheyBeganToRing() {
        // The names of channels and callers are in the other order.
        Call first = initiate("dm:bob:zoe", "zoe");
        fixture.clock().stepSeconds(1);
        Call second = initiate(DM, "alice");

        assertThat(calls().incoming("bob")).extracting(IncomingCall::call).containsExactly(first.id(), second.id());
    }

    @Test
    void callsOf_listsTheLiveCallsOfAParticipant() {
        Call group = initiate(GROUP, "alice");
        Call pair = initiate(DM, "bob");
        calls().accept(group.id(), "bob");
        calls().reject(group.id(), "carol");

        assertThat(calls().callsOf("bob")).extracting(Call::id).containsExactly(group.id(), pair.id());
        assertThat(calls().callsOf("carol")).extracting(Call::id).containsExactly(group.id());
        assertThat(calls().callsOf("dave")).isEmpty();

        calls().end(pair.id(), "bob");
        assertThat(calls().callsOf("bob")).extracting(Call::id).containsExactly(group.id());
    }

    @Test
    void initiate_inAPrivateChannel_ringsItsMembers() {
        PrivateChannel team = fixture.store().channels().create("Team", "alice", List.of("bob", "Zoe"));

        Call call = initiate(team.id().text(), "bob");

        assertThat(call.participants()).extracting(Participant::user).containsExactly("Zoe", "alice", "bob");
    }

    @Test
    void initiate_byAStrangerOrWithoutOthers_isRefused() {
        PrivateChannel lonely = fixture.store().channels().create("Lonely", "alice", List.of());

        assertThat(calls().initiate(DM, "carol").outcome()).isEqualTo(InitiateResult.Outcome.NOT_ALLOWED);
        assertThat(calls().initiate("general", "alice").outcome()).isEqualTo(InitiateResult.Outcome.NOT_ALLOWED);
        assertThat(calls().initiate("private:99", "alice").outcome()).isEqualTo(InitiateResult.Outcome.NOT_ALLOWED);
        assertThat(calls().initiate(lonely.id().text(), "bob").outcome()).isEqualTo(InitiateResult.Outcome.NOT_ALLOWED);
        assertThat(calls().initiate(lonely.id().text(), "alice").outcome())
                .isEqualTo(InitiateResult.Outcome.NOBODY_ELSE);
    }

    @Test
    void initiate_whereACallIsLive_isBusy() {
        Call running = initiate(DM, "alice");
        fixture.takeEvents();

        InitiateResult second = calls().initiate(DM, "bob");

        assertThat(second.outcome()).isEqualTo(InitiateResult.Outcome.BUSY);
        assertThat(second.call()).contains(running);
        assertThat(fixture.takeEvents()).isEmpty();
        assertThat(calls().initiate(GROUP, "bob").outcome())
                .as("another channel")
                .isEqualTo(InitiateResult.Outcome.RINGING);
        Call answered = calls().accept(running.id(), "bob").call().orElseThrow();
        assertThat(calls().initiate(DM, "bob"))
                .isEqualTo(new InitiateResult(InitiateResult.Outcome.BUSY, Optional.of(answered)));
        assertThat(calls().active(DM)).contains(answered);
    }

    @Test
    void initiate_whereACallIsOver_rings() {
        Call first = initiate(DM, "alice");
        calls().end(first.id(), "alice");

        assertThat(initiate(DM, "bob").id()).isNotEqualTo(first.id());
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
    void reject_byTheCaller_cancels() {
        String call = initiate(DM, "alice").id();

        assertThat(calls().reject(call, "alice")).isTrue();

        assertThat(find(call).endReason()).contains(CallEnded.Reason.CANCELLED);
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
        fixture.store().sweep();

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

    final Calls calls() {
        return fixture.store().calls();
    }

    final Call initiate(String channel, String caller) {
        return calls().initiate(channel, caller).call().orElseThrow();
    }

    /** A call that {@code users} are in; the first of them started it. */
    final Call active(String channel, String... users) {
        Call call = initiate(channel, users[0]);
        for (int i = 1; i < users.length; i++) {
            call = calls().accept(call.id(), users[i]).call().orElseThrow();
        }
        return call;
    }

    final Call find(String call) {
        return calls().find(call).orElseThrow();
    }

    final CallState state(String call) {
        return find(call).state();
    }

    final void heartbeats(String call, String... users) {
        for (String user : users) {
            assertThat(calls().heartbeat(call, user)).isTrue();
        }
    }
}
