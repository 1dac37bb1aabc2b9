package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.PresenceStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What streams tell their users, whatever channel they are about. */
interface StreamUsersOverHttp extends StreamFixture, CallFixture {
    private EventSourceClient awaitChannels(EventSourceClient stream, String user) {
        awaitAsRoute(user, stream, "private_channels", "/private_channels");
        return stream;
    }

    @Test
    default void onlineUsers_areToldAsTheirRouteSays_onceEach() {
        try (EventSourceClient stream = listen("alice", "")) {
            stream.awaitLast("online_users", "{}");
            as("bob").postJson("/presence", "{\"state\":\"active\"}");
            stream.awaitLast("online_users", "{\"bob\":\"active\"}");

            as("bob").postJson("/presence", "{\"state\":\"active\"}");
            as("bob").postJson("/presence/override", "{\"override\":\"idle\"}");
            stream.awaitLast("online_users", "{\"bob\":\"idle\"}");
            awaitAsRoute("alice", stream, "online_users", "/online_users");

            as("bob").postJson("/presence", "{\"state\":\"active\"}");
            as("alice").postJson("/presence", "{\"state\":\"active\"}");
            stream.awaitLast("online_users", "{\"alice\":\"active\",\"bob\":\"idle\"}");
            assertThat(stream.events("online_users")).hasSize(4);
        }
    }

    @Test
    default void onlineUsers_whoHaveLapsed_areGone() {
        use(PresenceStore.builder()
                .inMemory()
                .clock(clock())
                .onlineWindow(Duration.ofMinutes(1))
                .manualSweeps()
                .open());
        try (EventSourceClient stream = listen("alice", "")) {
            as("bob").postJson("/presence", "{\"state\":\"active\"}");
            stream.awaitLast("online_users", "{\"bob\":\"active\"}");

            elapse(Duration.ofSeconds(62));
            store().sweep();

            stream.awaitLast("online_users", "{}");
        }
    }

    @Test
    default void privateChannels_areToldToAllMembersAtEachChange() {
        configure(builder -> builder.users(new TestUsers("alice", "bob", "carol")));
        try (EventSourceClient alice = listen("alice", "");
                EventSourceClient bob = listen("bob", "");
                EventSourceClient carol = listen("carol", "")) {
            as("alice").postJson("/private_channels/create", "{\"name\":\"Team\",\"members\":[\"bob\"]}");
            bob.awaitEvent(
                    "private_channels",
                    said -> said.path(0).path("name").asText().equals("Team"));
            awaitChannels(bob, "bob");
            alice.awaitEvent("private_channels", said -> said.size() == 1);
            awaitChannels(alice, "alice");

            as("bob").postJson("/private_channels/1/rename", "{\"name\":\"Crew\"}");
            alice.awaitEvent(
                    "private_channels",
                    said -> said.path(0).path("name").asText().equals("Crew"));
            awaitChannels(bob, "bob");
            assertThat(carol.data("private_channels")).containsExactly("[]");

            as("bob").postJson("/private_channels/1/add_member", "{\"username\":\"carol\"}");
            carol.awaitEvent(
                    "private_channels", said -> said.path(0).path("members").size() == 3);
            Stream.of(Map.entry("alice", alice), Map.entry("bob", bob), Map.entry("carol", carol))
                    .forEach(one -> awaitChannels(one.getValue(), one.getKey()));

            as("alice").postJson("/private_channels/1/remove_member", "{\"username\":\"bob\"}");
            bob.awaitLast("private_channels", "[]");
            alice.awaitEvent(
                    "private_channels",
                    said -> said.path(0).path("members").toString().equals("[\"alice\",\"carol\"]"));
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
        try (EventSourceClient alice = listen("alice", "");
                EventSourceClient bob = listen("bob", "")) {
            messages.with(1, "private:1", 1795478400.5, "bob");
            streams().unreadChanged("private:1");
            streams().unreadChanged("general");
            streams().unreadChanged("private:99");

            alice.awaitEvent(
                    "private_channels", said -> said.path(0).path("unread").asInt() == 1);
            awaitChannels(alice, "alice");
            as("alice").post("/mark_read/private:1").isNoContent();
            alice.awaitEvent(
                    "private_channels",
                    said -> alice.events("private_channels").size() == 3
                            && said.path(0).path("unread").asInt() == 0);
            awaitChannels(alice, "alice");
            settle("bob", bob);
            assertThat(bob.events("private_channels")).hasSize(1);
        }
    }

    @Test
    default void incomingCalls_areToldAsTheirRouteSays_untilTheyRunOut() {
        try (EventSourceClient bob = listen("bob", "");
                EventSourceClient alice = listen("alice", "")) {
            String call = ring(DM);

            bob.awaitEvent(
                    "incoming_calls",
                    said -> said.path(0).path("call_id").asText().equals(call));
            awaitAsRoute("bob", bob, "incoming_calls", "/calls/incoming");

            elapse(Duration.ofSeconds(31));
            store().sweep();

            bob.awaitLast("incoming_calls", "[]");
            bob.awaitEvent("call_state", said -> said.path("state").asText().equals("rejected"));
            settle("alice", alice);
            assertThat(alice.data("incoming_calls")).containsExactly("[]");
        }
    }

    @Test
    default void incomingCalls_thatTheCallerCancels_areGoneForAll() {
        try (EventSourceClient bob = listen("bob", "");
                EventSourceClient carol = listen("carol", "")) {
            String call = ring(GROUP);
            bob.awaitEvent("incoming_calls", said -> said.size() == 1);
            carol.awaitEvent("incoming_calls", said -> said.size() == 1);

            as("alice").post("/calls/" + call + "/end").isJson(OK);

            bob.awaitLast("incoming_calls", "[]");
            carol.awaitLast("incoming_calls", "[]");
        }
    }

    @Test
    default void incomingCalls_areToldToWhoIsInvitedAgain() {
        String call = ring(GROUP);
        store().calls().accept(call, "bob");
        store().calls().reject(call, "carol");
        try (EventSourceClient carol = listen("carol", "")) {
            as("alice")
                    .postJson("/calls/" + call + "/invite", "{\"username\":\"carol\"}")
                    .isJson(OK);

            carol.awaitEvent("incoming_calls", said -> said.size() == 1);
            awaitAsRoute("carol", carol, "incoming_calls", "/calls/incoming");
        }
    }

    @Test
    default void incomingCalls_areWhatAStreamBeginsWith() {
        String call = ring(DM);

        try (EventSourceClient bob = listen("bob", "")) {
            awaitAsRoute("bob", bob, "incoming_calls", "/calls/incoming");
            awaitAsRoute("bob", bob, "call_state", "/calls/" + call + "/state");
        }
    }

    @Test
    default void callState_isToldToAllParticipantsAtEachStep() {
        try (EventSourceClient alice = listen("alice", "");
                EventSourceClient bob = listen("bob", "?channel=general");
                EventSourceClient carol = listen("carol", "?channel=" + GROUP);
                EventSourceClient dave = listen("dave", "")) {
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
        people.forEach((user, stream) -> awaitAsRoute(user, stream, "call_state", path));
        people.forEach((user, stream) -> settle(user, stream));
    }

    @Test
    default void resetLiveState_endsWhatWasLive_andSaysToReadAgain() {
        as("bob").postJson("/presence", "{\"state\":\"active\"}");
        String call = ring(DM);
        try (EventSourceClient bob = listen("bob", "?channel=" + DM)) {
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
        try (EventSourceClient stream = listen("alice", "?channel=general")) {
            for (int i = 0; i < 300; i++) {
                store().typing().start("u" + i % 10, "general");
                store().receipts().markReadUpTo("general", "u" + i % 10, first.plusSeconds(i));
                store().typing().stop("u" + (i + 3) % 10, "general");
            }

            awaitAsRoute("alice", stream, "typing", "/typing/general");
            awaitAsRoute("alice", stream, "read_receipts", "/read_watermarks/general");
            assertThat(as("alice")
                            .get("/read_watermarks/general")
                            .hasStatus(200)
                            .json())
                    .hasSize(10);
            List<String> said = stream.data("typing");
            assertThat(said.stream().collect(Collectors.joining("|"))).contains("u");
        }
    }

    /** Also while what others are told of it rests, because it was told a moment ago. */
    @Test
    default void stream_neverBeginsWithAnOldValue() {
        store().channels().create("Team", "alice", List.of("bob"));
        try (EventSourceClient first = listen("alice", "")) {
            for (int i = 0; i < 20; i++) {
                as("alice")
                        .postJson("/private_channels/1/rename", "{\"name\":\"n" + i + "\"}")
                        .hasStatus(200);

                try (EventSourceClient second = listen("alice", "")) {
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
