package io.minimost.presence.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.minimost.presence.events.PresenceEvent.CallEnded;
import io.minimost.presence.events.PresenceEvent.LiveStateReset;
import io.minimost.presence.signaling.SignalType;
import io.minimost.presence.testing.StoreFixture;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What happens to calls when a user or channel is deleted, or the live state is reset. */
abstract class CallDeletionContract extends TeamCallsFixture {
    CallDeletionContract(StoreFixture fixture) {
        super(fixture);
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

        fixture.resetLiveState();

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
}
