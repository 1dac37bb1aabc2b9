package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.channels.HistoryVisibility;
import io.minimost.presence.host.ChannelAccess;
import io.minimost.presence.signaling.SignalType;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.MessageRef;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Streams send users nothing that they may not see. */
interface StreamRightsOverHttp extends StreamTeamFixture {
    @Test
    default void stranger_receivesNothingOfTheChannel() {
        team("bob");
        try (EventSourceClient bob = subscribe("bob", "?channel=" + TEAM_CHANNEL);
                EventSourceClient mallory = subscribe("mallory", "?channel=" + TEAM_CHANNEL);
                EventSourceClient eve =
                        subscribe("mallory", "?channel=general&channel=" + TEAM_CHANNEL + "&channel=private:77")) {
            stir(bob);

            assertThat(settle("mallory", mallory).names()).containsExactlyElementsOf(OF_USERS);
            assertThat(settle("mallory", eve).names()).containsExactlyElementsOf(OF_USERS_AND_GENERAL);
            assertThat(mallory.data("private_channels")).containsExactly("[]");
            assertThat(mallory.data("incoming_calls")).containsExactly("[]");
        }
    }

    @Test
    default void stranger_whoComesBack_receivesNothingEither() {
        team("bob");
        String start = store().events().latest().text();
        try (EventSourceClient bob = subscribe("bob", "?channel=" + TEAM_CHANNEL)) {
            stir(bob);
        }
        for (String query : List.of("", "&facts=true")) {
            try (EventSourceClient mallory =
                    stream("mallory", "?channel=" + TEAM_CHANNEL + query, start).awaitSnapshot()) {
                assertThat(mallory.names())
                        .doesNotContain("reactions", "fact", "call_state", "typing", "read_receipts", "resync");
            }
        }
    }

    @Test
    default void formerMember_receivesNothingMoreOfTheChannel_butOfEverythingElse() {
        team("bob", "carol");
        try (EventSourceClient carol = subscribe("carol", "?channel=" + TEAM_CHANNEL);
                EventSourceClient bob = subscribe("bob", "?channel=" + TEAM_CHANNEL);
                EventSourceClient facts = subscribe("bob", "?facts=true&channel=" + TEAM_CHANNEL)) {
            store().channels().removeMember(TEAM_ID, "alice", "bob");
            stir(carol);

            settle("bob", bob);
            assertThat(bob.data("typing")).containsExactly("[]");
            assertThat(bob.data("screenshares")).containsExactly("[]");
            assertThat(bob.data("read_receipts")).containsExactly("{}");
            assertThat(bob.data("active_call")).containsExactly("{\"call\":null}");
            assertThat(bob.names()).doesNotContain("reactions", "call_state", "signals");
            bob.awaitLast("private_channels", "[]");
            assertThat(bob.data("resync")).containsExactly("{\"channel\":\"private:1\"}");

            settle("bob", facts);
            assertThat(facts.events("fact"))
                    .extracting(event -> event.json().path("kind").asText())
                    .containsExactly("member_left");

            as("dave").postJson("/presence", "{\"state\":\"active\"}");
            bob.awaitLast("online_users", "{\"dave\":\"active\"}");
            facts.awaitLast("online_users", "{\"dave\":\"active\"}");
        }
    }

    /** So that the client stops showing a call that its user has left. */
    @Test
    default void memberWhoIsRemovedDuringACall_receivesResync_whateverTheirChannels() {
        team("bob", "carol");
        String call = ring(TEAM_CHANNEL);
        store().calls().accept(call, "bob");
        String left;
        try (EventSourceClient bob = subscribe("bob", "?channel=general")) {
            left = bob.lastEventId();
            store().channels().removeMember(TEAM_ID, "alice", "bob");

            bob.awaitEvent("resync", data -> data.toString().equals("{\"channel\":\"private:1\"}"));
            assertThat(settle("bob", bob).data("call_state")).hasSize(1).allMatch(data -> data.contains(call));
        }
        try (EventSourceClient bob = stream("bob", "?channel=general", left).awaitSnapshot();
                EventSourceClient carol =
                        stream("carol", "?channel=" + TEAM_CHANNEL, left).awaitSnapshot()) {
            assertThat(bob.data("resync")).containsExactly("{\"channel\":\"private:1\"}");
            assertThat(bob.names()).doesNotContain("call_state");
            assertThat(carol.names()).contains("call_state").doesNotContain("resync");
        }
    }

    /** The user receives their own removal and return, and everything from the return on. */
    @Test
    default void memberWhoComesBack_receivesNothingOfTheTimeBetween() {
        team("bob", "carol");
        String query = "?facts=true&channel=" + TEAM_CHANNEL;
        String left;
        try (EventSourceClient bob = subscribe("bob", query)) {
            left = bob.lastEventId();
        }
        store().channels().removeMember(TEAM_ID, "alice", "bob");
        store().reactions().toggle(TEAM_MESSAGE, "rocket", "alice");
        elapse(Duration.ofSeconds(1));
        store().channels().addMember(TEAM_ID, "alice", "bob", HistoryVisibility.fromNow());
        MessageRef later = new MessageRef(TEAM_CHANNEL, clock().instant());
        store().reactions().toggle(later, "rocket", "alice");

        try (EventSourceClient bob = stream("bob", query, left).awaitSnapshot();
                EventSourceClient values =
                        stream("bob", "?channel=" + TEAM_CHANNEL, left).awaitSnapshot()) {
            assertThat(kinds(bob)).containsExactly("member_left", "member_added", "reaction_added");
            assertThat(values.events("reactions"))
                    .extracting(event -> event.json().path("ts").asDouble())
                    .containsExactly(later.seconds());
        }
    }

    @Test
    default void callsOfOthers_areNotSent() {
        String call = talk();
        try (EventSourceClient carol = subscribe("carol", "?channel=" + DM + "&channel=general");
                EventSourceClient bob = subscribe("bob", "")) {
            store().calls().signals().send(call, "alice", "bob", SignalType.OFFER, "\"secret\"");
            store().calls().end(call, "alice");

            bob.awaitEvent("call_state", data -> data.path("state").asText().equals("ended"));
            settle("carol", carol);
            assertThat(carol.names()).containsExactlyElementsOf(OF_USERS_AND_GENERAL);
            assertThat(carol.events().toString()).doesNotContain("secret", call);
        }
    }

    @Test
    default void callOfAPrivateChannel_isNoLongerSentToAFormerMember() {
        team("bob", "carol");
        String call = ring(TEAM_CHANNEL);
        store().calls().accept(call, "bob");
        store().calls().accept(call, "carol");
        try (EventSourceClient bob = subscribe("bob", "");
                EventSourceClient carol = subscribe("carol", "")) {
            store().channels().leave(TEAM_ID, "bob");
            bob.awaitLast("private_channels", "[]");
            int before = bob.events("call_state").size();
            store().calls().shareScreen(call, "alice", true);
            store().calls().signals().send(call, "alice", "carol", SignalType.OFFER, "1");

            carol.awaitEvent("call_state", data -> data.path("screensharers").size() == 1);
            assertThat(settle("bob", bob).events("call_state")).hasSize(before);
        }
    }

    @Test
    default void hostThatFails_endsTheStream_andItsClientMissesNothing() {
        team("bob", "carol");
        String query = "?channel=general&channel=" + TEAM_CHANNEL;
        AtomicBoolean fails = new AtomicBoolean();
        ChannelAccess members = ChannelAccess.standard(store(), List.of("general"));
        configure(builder -> builder.channelAccess((user, channel) -> {
            if (fails.get()) {
                throw new IllegalStateException("the directory is down");
            }
            return members.mayUse(user, channel);
        }));
        try (EventSourceClient bob = subscribe("bob", query)) {
            fails.set(true);
            store().channels().create("Other", "bob", List.of());
            store().channels().leave(new ChannelId.Private(2), "bob");
            store().reactions().toggle(TEAM_MESSAGE, "rocket", "alice");

            bob.awaitEnd();
            assertThat(bob.retry()).isEqualTo("200");
            assertThat(bob.names()).doesNotContain("reactions:" + TEAM_CHANNEL);
            ClientResponse refused = as("bob").get("/events" + query);
            assertThat(refused.error(503)).isEqualTo("this server cannot begin an event stream now, try again");
            assertThat(refused.header("Retry-After")).contains("5");
            assertThat(hub().openConnections()).isZero();

            fails.set(false);
            try (EventSourceClient again =
                    stream("bob", query, bob.lastEventId()).awaitSnapshot()) {
                assertThat(again.data("reactions:" + TEAM_CHANNEL)).hasSize(1);
            }
        }
    }
}
