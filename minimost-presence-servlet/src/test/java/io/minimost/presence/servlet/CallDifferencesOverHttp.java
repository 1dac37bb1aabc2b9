package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.calls.CallState;
import io.minimost.presence.channels.HistoryVisibility;
import io.minimost.presence.events.PresenceEvent.CallEnded;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.PresenceState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Calls in situations in which the generations of MiniMost differ from each other, or from us on purpose. */
interface CallDifferencesOverHttp extends CallFixture {
    @Test
    default void postInitiate_afterACallThatNobodyAnswered_leavesThatRejected() {
        String unanswered = ring(DM);
        elapse(Duration.ofSeconds(31));

        String next = initiate("bob", DM).hasStatus(200).json().path("call_id").textValue();

        assertThat(call(unanswered).state()).isEqualTo(CallState.REJECTED);
        assertThat(as("alice")
                        .get("/calls/" + unanswered + "/state")
                        .json()
                        .path("state")
                        .textValue())
                .isEqualTo("rejected");
        assertThat(call(next).state()).isEqualTo(CallState.RINGING);
        assertThat(changes())
                .filteredOn(CallEnded.class::isInstance)
                .extracting(event -> ((CallEnded) event).reason())
                .containsExactly(CallEnded.Reason.NO_ANSWER);
    }

    @Test
    default void getActive_afterACallThatNobodyAnswered_leavesThatRejected() {
        String unanswered = ring(DM);
        elapse(Duration.ofSeconds(31));

        as("bob").get("/calls/active?channel=" + DM).isJson("{\"call\":null}");

        assertThat(call(unanswered).state()).isEqualTo(CallState.REJECTED);
    }

    /** Their pages poll the call, but send no presence; or none within the two minutes of the newest MiniMost. */
    @Test
    default void call_ofUsersWithStalePresence_goesOnWithTheirHeartbeats() {
        store().presence().update("bob", PresenceState.ACTIVE);
        String call = talk();
        for (int i = 0; i < 10; i++) {
            elapse(Duration.ofSeconds(50));
            as("alice").get("/calls/" + call + "/state").hasStatus(200);
            as("bob").get("/calls/" + call + "/state").hasStatus(200);
        }

        store().sweep();
        initiate("carol", "dm:carol:dave").hasStatus(200);
        initiate("bob", DM).isError(409, "a call is already in progress in this channel");

        assertThat(as("alice").get("/calls/active?channel=" + DM).json().at("/call/participants"))
                .isEqualTo(ClientResponse.json("[\"alice\",\"bob\"]"));
        assertThat(call(call).state()).isEqualTo(CallState.ACTIVE);
    }

    @Test
    default void postInvite_byAStranger_isNotFound_andByAParticipantWhoIsOut_isForbidden() {
        String call = ring(GROUP);
        store().calls().accept(call, "bob");
        store().calls().reject(call, "carol");
        changes().clear();
        String body = "{\"username\":\"dave\"}";

        as("mallory").postJson("/calls/" + call + "/invite", body).isError(404, "call not found");
        as("mallory").postJson("/calls/none/invite", body).isError(404, "call not found");
        as("carol").postJson("/calls/" + call + "/invite", body).isError(403, "not a participant");

        assertThat(changes()).isEmpty();
        assertThat(call(call).participant("dave")).isEmpty();
    }

    @Test
    default void postAccept_byAMemberWhoWasNotCalled_joins() {
        store().channels().create("Team", "alice", List.of("bob"));
        String call = ring("private:1");
        store().calls().accept(call, "bob");
        store().channels().addMember(new ChannelId.Private(1), "alice", "carol", HistoryVisibility.all());
        Instant answered = call(call).answeredAt().orElseThrow();
        elapse(Duration.ofSeconds(3));

        as("carol").post("/calls/" + call + "/accept").hasStatus(200);

        assertThat(call(call).accepted()).containsExactly("alice", "bob", "carol");
        assertThat(call(call).answeredAt()).contains(answered);
    }
}
