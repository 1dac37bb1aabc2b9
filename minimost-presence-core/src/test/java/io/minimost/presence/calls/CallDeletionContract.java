package io.minimost.presence.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.minimost.presence.channels.HistoryVisibility;
import io.minimost.presence.channels.PrivateChannel;
import io.minimost.presence.events.PresenceEvent.CallEnded;
import io.minimost.presence.events.PresenceEvent.CallLeft;
import io.minimost.presence.events.PresenceEvent.LiveStateReset;
import io.minimost.presence.signaling.SignalType;
import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.values.ChannelId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What happens to calls when a user loses the channel, a user or channel is deleted, or the live state is reset. */
abstract class CallDeletionContract {
    @RegisterExtension
    final StoreFixture fixture;

    PrivateChannel team =
            new PrivateChannel(new ChannelId.Private(1), "", Optional.empty(), StoreFixture.START, List.of());

    CallDeletionContract(StoreFixture fixture) {
        this.fixture = fixture;
    }

    @BeforeEach
    void createTeam() {
        team = fixture.store().channels().create("Team", "alice", List.of("bob", "carol"));
        fixture.takeEvents();
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

        fixture.store().channels().remove(team.id(), "alice", "bob");

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

    @Test
    void deleteUser_removesTheUserFromEveryCall() {
        String over = initiate("bob");
        calls().end(over, "bob");
        String ofAlice = initiate("alice");
        calls().end(ofAlice, "alice");
        String call = active("alice", "bob", "carol");
        calls().signals().send(call, "bob", "alice", SignalType.OFFER, "{}");

        fixture.store().deleteUser("bob");

        assertThat(find(call).accepted()).containsExactly("alice", "carol");
        assertThat(find(call).participant("bob")).isEmpty();
        assertThat(calls().find(over)).as("bob started it").isEmpty();
        assertThat(find(ofAlice).endReason()).contains(CallEnded.Reason.CANCELLED);
        assertThat(calls().signals().waiting(call, "alice", 0)).isEmpty();
    }

    @Test
    void deleteUser_ofTheInitiator_handsTheCallOver() {
        String call = active("alice", "bob", "carol");
        String other =
                calls().initiate("dm:bob:carol", "carol").call().orElseThrow().id();

        fixture.store().deleteUser("alice");

        assertThat(find(other).initiator()).as("another call").isEqualTo("carol");
        assertThat(find(other).participant("bob").orElseThrow().role()).isEqualTo(Participant.Role.PARTICIPANT);
        Call after = find(call);
        assertThat(after.initiator()).isEqualTo("bob");
        assertThat(after.participant("bob").orElseThrow().role()).isEqualTo(Participant.Role.INITIATOR);
        assertThat(after.participant("carol").orElseThrow().role()).isEqualTo(Participant.Role.PARTICIPANT);
        assertThat(after.state()).isEqualTo(CallState.ACTIVE);
        calls().end(call, "bob");
        assertThat(find(call).state()).isEqualTo(CallState.ENDED);
    }

    @Test
    void deleteUser_ofAnInitiatorWhoLostTheChannel_handsTheCallOver() {
        String call = active("alice", "bob", "carol");
        fixture.store().channels().leave(team.id(), "alice");

        fixture.store().deleteUser("alice");

        assertThat(find(call).initiator()).isEqualTo("bob");
        assertThat(find(call).accepted()).containsExactly("bob", "carol");
    }

    @Test
    void deleteUser_ofTheInitiator_prefersASuccessorWhoIsInTheCall() {
        String call = active("alice", "carol");
        calls().invite(call, "alice", "dave");
        fixture.store().channels().leave(team.id(), "alice");

        fixture.store().deleteUser("alice");

        assertThat(find(call).participant("bob").orElseThrow().state()).isEqualTo(Participant.State.PENDING);
        assertThat(find(call).initiator()).isEqualTo("carol");
    }

    @Test
    void deleteUser_ofAnotherUser_keepsTheInitiator() {
        String call = active("carol", "alice", "bob");

        fixture.store().deleteUser("bob");

        assertThat(find(call).initiator()).isEqualTo("carol");
        assertThat(find(call).participants())
                .extracting(Participant::user, Participant::role)
                .containsExactly(
                        tuple("alice", Participant.Role.PARTICIPANT), tuple("carol", Participant.Role.INITIATOR));
    }

    @Test
    void deleteUser_removesTheUserFromCallsOfOthersThatAreOver() {
        String over = active("alice", "bob");
        calls().end(over, "alice");
        calls().end(over, "bob");
        calls().reject(over, "carol");

        fixture.store().deleteUser("bob");

        assertThat(find(over).participants()).extracting(Participant::user).containsExactly("alice", "carol");
    }

    @Test
    void deleteUser_ofTheCaller_endsAndDeletesTheCall() {
        String call = initiate("alice");
        fixture.takeEvents();

        fixture.store().deleteUser("alice");

        assertThat(calls().find(call)).isEmpty();
        assertThat(calls().incoming("bob")).isEmpty();
        assertThat(fixture.takeEvents())
                .contains(new CallEnded(
                        call, channel(), "alice", Optional.empty(), CallEnded.Reason.REMOVED, StoreFixture.START));
    }

    @Test
    void deleteChannel_deletesItsCalls() {
        String over = initiate("bob");
        calls().end(over, "bob");
        String call = active("alice", "bob");
        String direct =
                calls().initiate("dm:alice:bob", "bob").call().orElseThrow().id();
        fixture.takeEvents();

        fixture.store().deleteChannel(channel());

        assertThat(find(direct).participants()).hasSize(2);
        assertThat(calls().find(over)).isEmpty();
        assertThat(calls().find(call)).isEmpty();
        assertThat(fixture.takeEvents())
                .contains(new CallEnded(
                        call,
                        channel(),
                        "alice",
                        Optional.of(StoreFixture.START),
                        CallEnded.Reason.REMOVED,
                        StoreFixture.START));
    }

    @Test
    void reset_endsEveryCall() {
        String running = active("alice", "bob");
        String ringing =
                calls().initiate("dm:alice:bob", "bob").call().orElseThrow().id();
        calls().signals().send(running, "alice", "bob", SignalType.OFFER, "{}");
        fixture.takeEvents();

        fixture.store().resetLiveState();

        for (String call : List.of(running, ringing)) {
            assertThat(find(call).state()).isEqualTo(CallState.ENDED);
            assertThat(find(call).endReason()).contains(CallEnded.Reason.RESTART);
            assertThat(find(call).accepted()).isEmpty();
        }
        assertThat(calls().incoming("alice")).isEmpty();
        assertThat(calls().signals().waiting(running, "bob", 0)).isEmpty();
        assertThat(fixture.takeEvents())
                .filteredOn(event -> event instanceof CallEnded || event instanceof LiveStateReset)
                .hasSize(3)
                .last()
                .isInstanceOf(LiveStateReset.class);
    }

    final Calls calls() {
        return fixture.store().calls();
    }

    final String channel() {
        return team.id().text();
    }

    final String initiate(String caller) {
        return calls().initiate(channel(), caller).call().orElseThrow().id();
    }

    final String active(String... users) {
        String call = initiate(users[0]);
        for (int i = 1; i < users.length; i++) {
            calls().accept(call, users[i]);
        }
        return call;
    }

    final Call find(String call) {
        return calls().find(call).orElseThrow();
    }
}
