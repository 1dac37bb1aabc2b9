package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.calls.Call;
import io.minimost.presence.calls.CallState;
import io.minimost.presence.channels.HistoryVisibility;
import io.minimost.presence.values.ChannelId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Accepting and rejecting calls. */
interface CallAnswersOverHttp extends CallFixture {
    @Test
    default void postAccept_joins() {
        String call = ring(DM);
        elapse(Duration.ofMillis(2500));

        as("bob")
                .post("/calls/" + call + "/accept")
                .isJson("{\"last_signal_id\":0,\"participants\":[\"alice\",\"bob\"],\"status\":\"ok\"}");

        assertThat(call(call).state()).isEqualTo(CallState.ACTIVE);
    }

    @Test
    default void postAccept_again_keepsTheTimeOfTheAnswer() {
        String call = ring(GROUP);
        as("bob").post("/calls/" + call + "/accept").hasStatus(200);
        Call answered = call(call);
        elapse(Duration.ofSeconds(5));

        as("bob").post("/calls/" + call + "/accept").hasStatus(200);
        as("carol").post("/calls/" + call + "/accept").hasStatus(200);

        assertThat(call(call).answeredAt()).isPresent().isEqualTo(answered.answeredAt());
    }

    @Test
    default void postAccept_isOpenToMembersWhoJoinedTheChannelLater() {
        store().channels().create("Team", "alice", List.of("bob"));
        String call = ring("private:1");
        store().channels().addMember(new ChannelId.Private(1), "alice", "carol", HistoryVisibility.fromNow());

        as("carol").post("/calls/" + call + "/accept").hasStatus(200);

        assertThat(call(call).accepted()).containsExactly("alice", "carol");
    }

    @Test
    default void postAccept_checksTheCallFirst() {
        String call = talk();

        as("mallory").post("/calls/none/accept").isError(404, "call not found");
        as("mallory").post("/calls/" + call + "/accept").isError(404, "call not found");
        store().calls().end(call, "bob");
        changes().clear();
        as("mallory").post("/calls/" + call + "/accept").isError(404, "call not found");
        as("bob").post("/calls/" + call + "/accept").isError(409, "call is no longer available");
        assertThat(changes()).isEmpty();
    }

    @Test
    default void postReject_declines() {
        String call = ring(DM);

        as("bob").post("/calls/" + call + "/reject").isJson(OK);
        as("bob").post("/calls/" + call + "/reject").isJson(OK);

        assertThat(call(call).state()).isEqualTo(CallState.REJECTED);
        assertThat(as("alice")
                        .get("/calls/" + call + "/state")
                        .json()
                        .path("state")
                        .textValue())
                .isEqualTo("rejected");
    }

    @Test
    default void postReject_byTheCaller_cancels() {
        String call = ring(GROUP);

        as("alice").post("/calls/" + call + "/reject").isJson(OK);

        assertThat(call(call).state()).isEqualTo(CallState.ENDED);
        as("bob").get("/calls/incoming").isJson("[]");
    }
}
