package io.minimost.presence.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.minimost.presence.channels.PrivateChannel;
import io.minimost.presence.events.PresenceEvent.CallRinging;
import io.minimost.presence.testing.StoreFixture;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How calls start, and which of them users see, in every store. */
abstract class CallStartsContract extends CallsFixture {
    CallStartsContract(StoreFixture fixture) {
        super(fixture);
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
}
