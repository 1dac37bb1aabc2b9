package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.calls.CallState;
import io.minimost.presence.channels.HistoryVisibility;
import io.minimost.presence.channels.PrivateChannel;
import io.minimost.presence.values.ChannelId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Starting calls, and seeing those that ring or are live. */
interface CallStartsOverHttp extends CallFixture {
    @Test
    default void postInitiate_ringsTheOthers() {
        ClientResponse response = initiate("bob", " dm:alice:bob ");

        String call = response.json().path("call_id").textValue();
        response.isJson("{\"call_id\":\"" + call + "\",\"participants\":[\"alice\",\"bob\"]}");
        assertThat(response.header("Cache-Control")).contains("no-store");
        assertThat(call(call).state()).isEqualTo(CallState.RINGING);
        as("alice")
                .get("/calls/incoming")
                .isJson("[{\"call_id\":\"" + call + "\",\"channel\":\"dm:alice:bob\",\"initiator\":\"bob\","
                        + "\"started_ts\":1795478400.0}]");
        as("bob").get("/calls/incoming").isJson("[]");
    }

    @Test
    default void postInitiate_inAPrivateChannel_ringsItsMembers() {
        PrivateChannel team = store().channels().create("Team", "alice", List.of("bob", "Zoe"));

        assertThat(initiate("bob", team.id().text()).json().path("participants"))
                .isEqualTo(ClientResponse.json("[\"Zoe\",\"alice\",\"bob\"]"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"channel\":null}", "{\"channel\":\" \\u00a0\"}"})
    default void postInitiate_withoutChannel_isRejected(String body) {
        as("alice").postJson(INITIATE, body).isError(400, "channel required");
        assertThat(changes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dm:bob:carol", "private:1", "private:99", "general", "unlisted"})
    default void postInitiate_inAnotherChannel_isForbidden(String channel) {
        store().channels().create("Team", "bob", List.of("carol"));
        changes().clear();

        initiate("alice", channel).isError(403, "access denied");
        as("alice").get("/calls/active?channel=" + channel).isError(403, "access denied");
        assertThat(changes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"private:01", "private:1:x", "dm:bob:alice", "dm:alice", "private:9999999999999999999", "a:b"})
    default void malformedChannel_isBadInput(String channel) {
        initiate("alice", channel).badInput("channel");
        as("alice").get("/calls/active?channel=" + channel).badInput("channel");
        assertThat(changes()).isEmpty();
    }

    @Test
    default void postInitiate_alone_isRejected() {
        store().channels().create("Lonely", "alice", List.of());
        changes().clear();

        initiate("alice", "private:1").isError(400, "no other participants in channel");
        assertThat(changes()).isEmpty();
    }

    @Test
    default void postInitiate_whereACallIsLive_isAConflict() {
        talk();

        initiate("bob", DM).isError(409, "a call is already in progress in this channel");
        assertThat(changes()).isEmpty();
    }

    @Test
    default void postInitiate_atTheSameTime_hasOneWinner() {
        List<CompletableFuture<ClientResponse>> attempts = Stream.of(
                        "alice", "bob", "alice", "bob", "alice", "bob", "alice", "bob")
                .map(user -> CompletableFuture.supplyAsync(() -> initiate(user, DM)))
                .toList();

        assertThat(attempts)
                .extracting(attempt -> attempt.join().status())
                .containsExactlyInAnyOrder(200, 409, 409, 409, 409, 409, 409, 409);
    }

    @Test
    default void channels_askChannelAccessToo() {
        store().channels().create("Team", "alice", List.of("bob"));
        String call = store().calls()
                .initiate("private:1", "bob")
                .call()
                .orElseThrow()
                .id();
        store().channels().addMember(new ChannelId.Private(1), "bob", "alice2", HistoryVisibility.fromNow());
        configure(builder -> builder.channelAccess((user, channel) -> user.equals("bob")));
        changes().clear();

        initiate("alice", "private:1").isError(403, "access denied");
        as("alice").get("/calls/active?channel=private:1").isError(403, "access denied");
        as("alice2").post("/calls/" + call + "/accept").isError(404, "call not found");
        assertThat(changes()).isEmpty();
        as("alice").post("/calls/" + call + "/accept").hasStatus(200);
    }

    @Test
    default void getIncoming_forgetsWhatRangForTooLong() {
        ring(DM);

        elapse(Duration.ofSeconds(30));
        assertThat(as("bob").get("/calls/incoming").hasStatus(200).json()).hasSize(1);
        elapse(Duration.ofSeconds(1));
        as("bob").get("/calls/incoming").isJson("[]");
    }

    @Test
    default void getActive_showsTheLiveCall() {
        as("alice").get("/calls/active?channel=dm:alice:bob:carol").isJson("{\"call\":null}");
        String call = ring(GROUP);
        store().calls().accept(call, "carol");

        as("carol")
                .get("/calls/active?channel=%20dm%3Aalice%3Abob%3Acarol+&channel=general")
                .isJson("{\"call\":{\"call_id\":\"" + call + "\",\"initiator\":\"alice\",\"joined\":true,"
                        + "\"participants\":[\"alice\",\"carol\"],\"started_ts\":1795478400.0,\"state\":\"active\"}}");
        assertThat(as("bob")
                        .get("/calls/active?channel=" + GROUP)
                        .json()
                        .at("/call/joined")
                        .booleanValue())
                .isFalse();
    }

    @Test
    default void getActive_withoutChannel_isRejected() {
        for (String query : List.of("", "?", "?channel", "?channel=", "?channel=+", "?Channel=" + DM)) {
            as("alice").get("/calls/active" + query).isError(400, "channel required");
        }
        raw().send("GET", "/calls/active?channel=%zz").hasStatus(400);
    }
}
