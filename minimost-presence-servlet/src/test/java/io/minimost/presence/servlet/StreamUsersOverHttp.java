package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What streams send to their users, whatever their channels. */
interface StreamUsersOverHttp extends StreamFixture, CallFixture {
    private EventSourceClient awaitChannels(EventSourceClient stream, String user) {
        awaitSameAsRoute(user, stream, "private_channels", "/private_channels");
        return stream;
    }

    @Test
    default void onlineUsers_areSentAsTheirRouteShows_onceEach() {
        try (EventSourceClient stream = subscribe("alice", "")) {
            stream.awaitLast("online_users", "{}");
            as("bob").postJson("/presence", "{\"state\":\"active\"}");
            stream.awaitLast("online_users", "{\"bob\":\"active\"}");

            as("bob").postJson("/presence", "{\"state\":\"active\"}");
            as("bob").postJson("/presence/override", "{\"override\":\"idle\"}");
            stream.awaitLast("online_users", "{\"bob\":\"idle\"}");
            awaitSameAsRoute("alice", stream, "online_users", "/online_users");

            as("bob").postJson("/presence", "{\"state\":\"active\"}");
            as("alice").postJson("/presence", "{\"state\":\"active\"}");
            stream.awaitLast("online_users", "{\"alice\":\"active\",\"bob\":\"idle\"}");
            assertThat(stream.events("online_users")).hasSize(4);
        }
    }

    @Test
    default void onlineUsers_whoHaveLapsed_areLeftOut() {
        reopen(builder -> builder.onlineWindow(Duration.ofMinutes(1)));
        try (EventSourceClient stream = subscribe("alice", "")) {
            as("bob").postJson("/presence", "{\"state\":\"active\"}");
            stream.awaitLast("online_users", "{\"bob\":\"active\"}");

            elapse(Duration.ofSeconds(62));
            store().sweep();

            stream.awaitLast("online_users", "{}");
        }
    }

    @Test
    default void privateChannels_areSentToAllMembersAtEachChange() {
        configure(builder -> builder.users(new TestUsers("alice", "bob", "carol")));
        try (EventSourceClient alice = subscribe("alice", "");
                EventSourceClient bob = subscribe("bob", "");
                EventSourceClient carol = subscribe("carol", "")) {
            as("alice").postJson("/private_channels/create", "{\"name\":\"Team\",\"members\":[\"bob\"]}");
            bob.awaitEvent(
                    "private_channels",
                    data -> data.path(0).path("name").asText().equals("Team"));
            awaitChannels(bob, "bob");
            alice.awaitEvent("private_channels", data -> data.size() == 1);
            awaitChannels(alice, "alice");

            as("bob").postJson("/private_channels/1/rename", "{\"name\":\"Crew\"}");
            alice.awaitEvent(
                    "private_channels",
                    data -> data.path(0).path("name").asText().equals("Crew"));
            awaitChannels(bob, "bob");
            assertThat(carol.data("private_channels")).containsExactly("[]");

            as("bob").postJson("/private_channels/1/add_member", "{\"username\":\"carol\"}");
            carol.awaitEvent(
                    "private_channels", data -> data.path(0).path("members").size() == 3);
            Stream.of(Map.entry("alice", alice), Map.entry("bob", bob), Map.entry("carol", carol))
                    .forEach(one -> awaitChannels(one.getValue(), one.getKey()));

            as("alice").postJson("/private_channels/1/remove_member", "{\"username\":\"bob\"}");
            bob.awaitLast("private_channels", "[]");
            alice.awaitEvent(
                    "private_channels",
                    data -> data.path(0).path("members").toString().equals("[\"alice\",\"carol\"]"));
            awaitChannels(carol, "carol");

            as("carol").post("/private_channels/1/leave");
            carol.awaitLast("private_channels", "[]");
            awaitChannels(alice, "alice");
            assertThat(alice.data("private_channels")).doesNotHaveDuplicates();
        }
    }

    @Test
    default void privateChannels_countWhatIsUnread() {
        TestMessages messages = new TestMessages();
        configure(builder -> builder.messages(messages));
        store().channels().create("Team", "alice", List.of("bob"));
        try (EventSourceClient alice = subscribe("alice", "");
                EventSourceClient bob = subscribe("bob", "")) {
            messages.with(1, "private:1", 1795478400.5, "bob");
            hub().unreadChanged("private:1");
            hub().unreadChanged("general");
            hub().unreadChanged("private:99");

            alice.awaitEvent(
                    "private_channels", data -> data.path(0).path("unread").asInt() == 1);
            awaitChannels(alice, "alice");
            as("alice").post("/mark_read/private:1").isNoContent();
            alice.awaitEvent(
                    "private_channels",
                    data -> alice.events("private_channels").size() == 3
                            && data.path(0).path("unread").asInt() == 0);
            awaitChannels(alice, "alice");
            settle("bob", bob);
            assertThat(bob.events("private_channels")).hasSize(1);
        }
    }

    @Test
    default void incomingCalls_areSentAsTheirRouteShows_untilTheyRunOut() {
        try (EventSourceClient bob = subscribe("bob", "");
                EventSourceClient alice = subscribe("alice", "")) {
            String call = ring(DM);

            bob.awaitEvent(
                    "incoming_calls",
                    data -> data.path(0).path("call_id").asText().equals(call));
            awaitSameAsRoute("bob", bob, "incoming_calls", "/calls/incoming");

            elapse(Duration.ofSeconds(31));
            store().sweep();

            bob.awaitLast("incoming_calls", "[]");
            bob.awaitEvent("call_state", data -> data.path("state").asText().equals("rejected"));
            settle("alice", alice);
            assertThat(alice.data("incoming_calls")).containsExactly("[]");
        }
    }

    @Test
    default void incomingCalls_thatTheCallerCancels_areGoneForAll() {
        try (EventSourceClient bob = subscribe("bob", "");
                EventSourceClient carol = subscribe("carol", "")) {
            String call = ring(GROUP);
            bob.awaitEvent("incoming_calls", data -> data.size() == 1);
            carol.awaitEvent("incoming_calls", data -> data.size() == 1);

            as("alice").post("/calls/" + call + "/end").isJson(OK);

            bob.awaitLast("incoming_calls", "[]");
            carol.awaitLast("incoming_calls", "[]");
        }
    }

    @Test
    default void incomingCalls_areSentToWhoIsInvitedAgain() {
        String call = ring(GROUP);
        store().calls().accept(call, "bob");
        store().calls().reject(call, "carol");
        try (EventSourceClient carol = subscribe("carol", "")) {
            as("alice")
                    .postJson("/calls/" + call + "/invite", "{\"username\":\"carol\"}")
                    .isJson(OK);

            carol.awaitEvent("incoming_calls", data -> data.size() == 1);
            awaitSameAsRoute("carol", carol, "incoming_calls", "/calls/incoming");
        }
    }

    @Test
    default void incomingCalls_areWhatAStreamBeginsWith() {
        String call = ring(DM);

        try (EventSourceClient bob = subscribe("bob", "")) {
            awaitSameAsRoute("bob", bob, "incoming_calls", "/calls/incoming");
            awaitSameAsRoute("bob", bob, "call_state", "/calls/" + call + "/state");
        }
    }

    @Test
    default void callState_isSentToAllParticipantsAtEachStep() {
        try (EventSourceClient alice = subscribe("alice", "");
                EventSourceClient bob = subscribe("bob", "?channel=general");
                EventSourceClient carol = subscribe("carol", "?channel=" + GROUP);
                EventSourceClient dave = subscribe("dave", "")) {
            Map<String, EventSourceClient> people = Map.of("alice", alice, "bob", bob, "carol", carol);
            String call = ring(GROUP);
            awaitState(people, call, "ringing");
            as("bob").post("/calls/" + call + "/accept").hasStatus(200);
            awaitState(people, call, "active");
            as("bob")
                    .postJson("/calls/" + call + "/screenshare", "{\"on\":true}")
                    .isJson(OK);
            awaitState(people, call, "active");
            as("carol").post("/calls/" + call + "/accept").hasStatus(200);
            awaitState(people, call, "active");
            as("carol").post("/calls/" + call + "/end").isJson(OK);
            awaitState(people, call, "active");
            as("alice")
                    .postJson("/calls/" + call + "/invite", "{\"username\":\"carol\"}")
                    .isJson(OK);
            awaitState(people, call, "active");
            as("carol").post("/calls/" + call + "/reject").isJson(OK);
            awaitState(people, call, "active");
            as("bob").post("/calls/" + call + "/end").isJson(OK);
            awaitState(people, call, "ended");

            settle("dave", dave);
            assertThat(dave.events("call_state")).isEmpty();
            assertThat(alice.data("call_state")).doesNotHaveDuplicates().hasSize(8);
        }
    }

    private void awaitState(Map<String, EventSourceClient> people, String call, String state) {
        String path = "/calls/" + call + "/state";
        assertThat(as("alice").get(path).json().path("state").asText()).isEqualTo(state);
        people.forEach((user, stream) -> awaitSameAsRoute(user, stream, "call_state", path));
        people.forEach((user, stream) -> settle(user, stream));
    }

    @Test
    default void resetLiveState_endsWhatWasLive_andSendsResync() {
        as("bob").postJson("/presence", "{\"state\":\"active\"}");
        String call = ring(DM);
        try (EventSourceClient bob = subscribe("bob", "?channel=" + DM)) {
            store().resetLiveState();

            bob.awaitLast("resync", "{}")
                    .awaitLast("online_users", "{\"bob\":\"offline\"}")
                    .awaitLast("incoming_calls", "[]")
                    .awaitLast("active_call", "{\"call\":null}");
            assertThat(store().calls().find(call).orElseThrow().isLive()).isFalse();
        }
    }

    @Test
    default void manyChanges_endWithTheLastValue() {
        Instant first = clock().instant();
        try (EventSourceClient stream = subscribe("alice", "?channel=general")) {
            for (int i = 0; i < 300; i++) {
                store().typing().start("u" + i % 10, "general");
                store().receipts().markReadUpTo("general", "u" + i % 10, first.plusSeconds(i));
                store().typing().stop("u" + (i + 3) % 10, "general");
            }

            awaitSameAsRoute("alice", stream, "typing", "/typing/general");
            awaitSameAsRoute("alice", stream, "read_receipts", "/read_watermarks/general");
            assertThat(as("alice")
                            .get("/read_watermarks/general")
                            .hasStatus(200)
                            .json())
                    .hasSize(10);
            List<String> data = stream.data("typing");
            assertThat(data.stream().collect(Collectors.joining("|"))).contains("u");
        }
    }

    /** Also while the value is throttled for others, because it was sent a moment ago. */
    @Test
    default void stream_neverBeginsWithAnOldValue() {
        // A stream whose client has gone keeps its slot until a write fails.
        configure(builder -> builder.limits(Limits.defaults().withStreams(100, 100)));
        store().channels().create("Team", "alice", List.of("bob"));
        try (EventSourceClient first = subscribe("alice", "")) {
            for (int i = 0; i < 20; i++) {
                as("alice")
                        .postJson("/private_channels/1/rename", "{\"name\":\"n" + i + "\"}")
                        .hasStatus(200);

                try (EventSourceClient second = subscribe("alice", "")) {
                    assertThat(second.events("private_channels")
                                    .get(0)
                                    .json()
                                    .path(0)
                                    .path("name")
                                    .asText())
                            .isEqualTo("n" + i);
                }
            }
            String last = as("alice").get("/private_channels").body();
            first.awaitLast("private_channels", last);
        }
    }
}
