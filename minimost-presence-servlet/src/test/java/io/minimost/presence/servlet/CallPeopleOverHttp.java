package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.calls.CallState;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The participants of a call: inviting users, reporting them gone, sharing screens, and the state of the call. */
interface CallPeopleOverHttp extends CallFixture {
    private ClientResponse post(String user, String call, String what, String body) {
        return as(user).postJson("/calls/" + call + "/" + what, body);
    }

    private ClientResponse invite(String user, String call, String invited) {
        return post(user, call, "invite", "{\"username\":\"" + invited + "\"}");
    }

    private ClientResponse gone(String user, String call, String missing) {
        return post(user, call, "gone", "{\"username\":\"" + missing + "\"}");
    }

    @Test
    default void getState_showsTheWholeCall() {
        String call = ring(GROUP);
        elapse(Duration.ofMillis(1500));
        store().calls().accept(call, "carol");
        store().calls().shareScreen(call, "carol", true);

        assertThat(as("bob").get("/calls/" + call + "/state").hasStatus(200).body())
                .isEqualTo("{\"answered_ts\":1795478401.5,\"call_id\":\"" + call + "\","
                        + "\"channel\":\"dm:alice:bob:carol\",\"ended_ts\":null,\"initiator\":\"alice\",\"participants\":["
                        + "{\"joined_ts\":1795478400.0,\"left_ts\":null,\"role\":\"initiator\",\"sharing\":false,"
                        + "\"state\":\"accepted\",\"username\":\"alice\"},"
                        + "{\"joined_ts\":null,\"left_ts\":null,\"role\":\"participant\",\"sharing\":false,"
                        + "\"state\":\"pending\",\"username\":\"bob\"},"
                        + "{\"joined_ts\":1795478401.5,\"left_ts\":null,\"role\":\"participant\",\"sharing\":true,"
                        + "\"state\":\"accepted\",\"username\":\"carol\"}],"
                        + "\"screenshare_user\":\"carol\",\"screensharers\":[\"carol\"],"
                        + "\"started_ts\":1795478400.0,\"state\":\"active\"}\n");
    }

    @Test
    default void getState_keepsOneInTheCall() {
        String call = talk();

        for (int i = 0; i < 3; i++) {
            elapse(Duration.ofSeconds(50));
            as("alice").get("/calls/" + call + "/state").hasStatus(200);
            as("bob").method("HEAD", "/calls/" + call + "/state").hasStatus(200);
        }
        assertThat(call(call).accepted()).containsExactly("alice", "bob");

        elapse(Duration.ofSeconds(50));
        as("alice").get("/calls/" + call + "/state").hasStatus(200);
        elapse(Duration.ofSeconds(11));
        assertThat(as("alice")
                        .get("/calls/" + call + "/state")
                        .json()
                        .path("state")
                        .textValue())
                .as("bob has not asked for 61 seconds")
                .isEqualTo("ended");
    }

    @Test
    default void getState_bySomebodyWhoIsOut_isNoSignOfLife() {
        String call = ring(GROUP);
        store().calls().accept(call, "bob");
        store().calls().end(call, "bob");
        String before = call(call).participants().toString();
        elapse(Duration.ofSeconds(5));

        as("bob").get("/calls/" + call + "/state").hasStatus(200);
        as("carol").get("/calls/" + call + "/state").hasStatus(200);

        assertThat(call(call).participants()).hasToString(before);
    }

    @Test
    default void postInvite_ringsForSomebodyFromOutside() {
        String call = talk();
        elapse(Duration.ofSeconds(1));

        invite("bob", call, " dave ").isJson(OK);
        invite("alice", call, "dave").isJson(OK);

        assertThat(as("dave").get("/calls/incoming").json().at("/0/call_id").textValue())
                .isEqualTo(call);
        as("dave").post("/calls/" + call + "/accept").hasStatus(200);
        assertThat(call(call).accepted()).containsExactly("alice", "bob", "dave");
    }

    @Test
    default void postInvite_checksInTheOrderOfMiniMost() {
        configure(builder -> builder.users(new TestUsers("alice", "bob", "carol")));
        String ringing = ring(GROUP);

        post("mallory", "none", "invite", "{}").isError(400, "username required");
        invite("mallory", "none", "mallory").isError(400, "cannot invite yourself");
        invite("alice", "none", "nobody").isError(404, "call not found");
        invite("alice", ringing, "nobody").isError(409, "call is not active");
        store().calls().accept(ringing, "bob");
        changes().clear();
        invite("carol", ringing, "nobody").isError(403, "not a participant");
        invite("alice", ringing, "nobody").isError(404, "user not found");
        invite("alice", ringing, "bob").isError(409, "user already in call");
        invite("alice", ringing, "carol").isJson(OK);
        assertThat(changes()).as("carol's client rings already").isEmpty();
    }

    @Test
    default void postInvite_takesTheSpellingOfTheHost() {
        configure(builder -> builder.users(new TestUsers("alice", "bob", "Carol")));
        String call = talk();

        invite("alice", call, "CAROL").isJson(OK);
        invite("alice", call, "BOB").isError(409, "user already in call");

        assertThat(call(call).participant("Carol")).isPresent();
        assertThat(call(call).participants()).hasSize(3);
    }

    @Test
    default void postGone_removesUserWithoutHeartbeat() {
        String call = talk();

        gone("alice", call, "bob").isJson("{\"status\":\"ignored\"}");
        elapse(Duration.ofSeconds(13));
        gone("alice", call, "nobody").isJson("{\"status\":\"ignored\"}");
        gone("alice", call, "bob").isJson("{\"status\":\"removed\"}");

        assertThat(call(call).state()).isEqualTo(CallState.ENDED);
    }

    @Test
    default void postGone_checksTheNameFirst() {
        String call = talk();
        elapse(Duration.ofSeconds(13));

        post("mallory", "none", "gone", "{}").isError(400, "username required");
        gone("alice", call, " ").isError(400, "username required");
        gone("alice", call, "alice").isError(400, "username required");
        gone("alice", call, "a:b").badInput("username");
        gone("mallory", call, "bob").isError(403, "not a participant");
        gone("mallory", "none", "bob").isError(403, "not a participant");
        assertThat(changes()).isEmpty();
    }

    @Test
    default void postScreenshare_isShownToTheOthers() {
        String call = talk();

        post("bob", call, "screenshare", "{\"on\":true}").isJson(OK);
        assertThat(as("alice").get("/calls/" + call + "/state").json().path("screensharers"))
                .isEqualTo(ClientResponse.json("[\"bob\"]"));
        for (String off : new String[] {"{\"on\":false}", "{}", "{\"on\":null}"}) {
            store().calls().shareScreen(call, "bob", true);
            post("bob", call, "screenshare", off).isJson(OK);
            assertThat(call(call).sharers()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"true\"", "\"false\"", "1", "0", "[]", "{}", "\"\""})
    default void postScreenshare_withOnOfAnotherType_isBadInput(String on) {
        String call = talk();

        post("bob", call, "screenshare", "{\"on\":" + on + "}").badInput("on");
        assertThat(changes()).isEmpty();
    }

    @Test
    default void postScreenshare_bySomebodyWhoIsOut_isForbidden() {
        String call = ring(GROUP);
        store().calls().accept(call, "bob");
        store().calls().reject(call, "carol");
        changes().clear();

        post("carol", call, "screenshare", "{\"on\":true}").isError(403, "not a participant");
        post("mallory", call, "screenshare", "{\"on\":true}").isError(404, "call not found");
        assertThat(changes()).isEmpty();
        store().calls().end(call, "bob");
        post("bob", call, "screenshare", "{\"on\":true}").isError(409, "call is not active");
    }

    /** A laptop that was closed for a while: its page polls on. */
    @Test
    default void getState_ofAUserWhoWasLost_bringsThemBack() {
        String call = ring(GROUP);
        store().calls().accept(call, "bob");
        store().calls().accept(call, "carol");
        elapse(Duration.ofSeconds(40));
        as("alice").get("/calls/" + call + "/state").hasStatus(200);
        as("carol").get("/calls/" + call + "/state").hasStatus(200);
        elapse(Duration.ofSeconds(21));
        store().sweep();
        assertThat(call(call).accepted()).containsExactly("alice", "carol");

        assertThat(as("bob").get("/calls/" + call + "/state").body())
                .contains("\"state\":\"accepted\",\"username\":\"bob\"");

        assertThat(call(call).accepted()).containsExactly("alice", "bob", "carol");
        as("carol").post("/calls/" + call + "/end").isJson(OK);
        as("carol").get("/calls/" + call + "/state").hasStatus(200);
        assertThat(call(call).accepted()).containsExactly("alice", "bob");
    }
}
