package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.calls.CallState;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How calls end, and what is left of them. */
interface CallEndsOverHttp extends CallFixture {
    @Test
    default void postEnd_byOneOfTwo_endsTheCall() {
        String call = talk();

        as("bob").post("/calls/" + call + "/end").isJson(OK);

        assertThat(call(call).state()).isEqualTo(CallState.ENDED);
        initiate("bob", DM).hasStatus(200);
    }

    @Test
    default void postEnd_byTheCaller_stopsAllRinging() {
        String call = ring(GROUP);

        as("alice").post("/calls/" + call + "/end").isJson(OK);

        assertThat(call(call).state()).isEqualTo(CallState.ENDED);
        as("bob").get("/calls/incoming").isJson("[]");
        as("carol").get("/calls/incoming").isJson("[]");
    }

    @Test
    default void callThatIsLongOver_isUnknown() {
        String call = talk();
        as("bob").post("/calls/" + call + "/end").isJson(OK);
        elapse(Duration.ofDays(30));
        store().sweep();
        as("bob").get("/calls/" + call + "/state").hasStatus(200);

        elapse(Duration.ofMinutes(1));
        store().sweep();

        as("bob").get("/calls/" + call + "/state").isError(404, "call not found");
        as("bob").post("/calls/" + call + "/accept").isError(404, "call not found");
    }

    @Test
    default void postEnd_again_changesNothing() {
        String call = ring(DM);
        as("bob").post("/calls/" + call + "/reject").isJson(OK);
        ClientResponse before = as("bob").get("/calls/" + call + "/state");
        changes().clear();
        elapse(Duration.ofSeconds(5));

        as("alice").post("/calls/" + call + "/end").isJson(OK);
        as("alice").post("/calls/" + call + "/reject").isJson(OK);
        as("bob").post("/calls/" + call + "/end").isJson(OK);

        as("bob").get("/calls/" + call + "/state").isJson(before.body());
        assertThat(changes()).isEmpty();
    }

    @Test
    default void call_thatNobodyAnswers_isOver() {
        String call = ring(DM);

        elapse(Duration.ofSeconds(31));

        assertThat(as("alice")
                        .get("/calls/" + call + "/state")
                        .json()
                        .path("state")
                        .textValue())
                .isEqualTo("rejected");
        as("bob").post("/calls/" + call + "/accept").isError(409, "call is no longer available");
        initiate("bob", DM).hasStatus(200);
    }
}
