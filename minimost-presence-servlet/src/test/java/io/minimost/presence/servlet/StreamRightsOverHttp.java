package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.channels.HistoryVisibility;
import io.minimost.presence.host.ChannelAccess;
import io.minimost.presence.host.HostEvent;
import io.minimost.presence.signaling.SignalType;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.EpochSeconds;
import io.minimost.presence.values.MessageRef;
import io.minimost.presence.values.PresenceState;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Streams send users nothing that they may not see. */
interface StreamRightsOverHttp extends StreamFixture, CallFixture {
    String TEAM_CHANNEL = "private:1";
    ChannelId.Private TEAM_ID = new ChannelId.Private(1);
    MessageRef TEAM_MESSAGE = new MessageRef(TEAM_CHANNEL, EpochSeconds.toInstant(1716000000.0));
    List<String> OF_USERS = List.of("online_users", "private_channels", "incoming_calls", "mark");
    List<String> OF_USERS_AND_GENERAL = List.of(
            "typing:general",
            "read_receipts:general",
            "screenshares:general",
            "online_users",
            "private_channels",
            "incoming_calls",
            "mark");

    private void team(String... others) {
        store().channels().create("Team", "alice", List.of(others));
    }

    /** Makes every kind of change in the channel, typing last. */
    private void stir(EventSourceClient witness) {
        store().reactions().toggle(TEAM_MESSAGE, "rocket", "alice");
        store().receipts().markRead(TEAM_CHANNEL, "alice", List.of(TEAM_MESSAGE.at()));
        store().screenShares().start(TEAM_CHANNEL, "alice");
        store().calls().initiate(TEAM_CHANNEL, "alice");
        store().typing().start("alice", TEAM_CHANNEL);
        witness.awaitLast("typing", "[\"alice\"]");
        witness.awaitEvent("screenshares", data -> data.size() == 1);
        witness.awaitEvent("active_call", data -> data.path("call").isObject());
        witness.awaitEvent("read_receipts", data -> data.size() == 1);
        witness.awaitEvent("reactions", data -> true);
    }

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
            store().channels().remove(TEAM_ID, "alice", "bob");
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
            store().channels().remove(TEAM_ID, "alice", "bob");

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

    /** Nothing secret is left, and they must receive that it is gone. */
    @Test
    default void membersOfAForgottenChannel_receiveThatItIsGone_alsoThoseWhoComeBack() {
        team("bob");
        String query = "?channel=" + TEAM_CHANNEL;
        String gone = "{\"channel\":\"private:1\"}";
        String left;
        try (EventSourceClient bob = subscribe("bob", query);
                EventSourceClient facts = subscribe("bob", "?facts=true&channel=" + TEAM_CHANNEL)) {
            left = bob.lastEventId();
            store().reactions().toggle(TEAM_MESSAGE, "rocket", "alice");
            facts.awaitEvent("fact", data -> data.path("kind").asText().equals("reaction_added"));
            store().deleteChannel(TEAM_CHANNEL);

            bob.awaitEvent("resync", data -> data.toString().equals(gone));
            bob.awaitLast("private_channels", "[]");
            settle("bob", facts);
            assertThat(kinds(facts)).containsExactly("reaction_added", "channel_forgotten");
            assertThat(facts.lastEventId()).isEqualTo(store().events().latest().text());
        }
        try (EventSourceClient bob = stream("bob", query, left).awaitSnapshot();
                EventSourceClient facts =
                        stream("bob", query + "&facts=true", left).awaitSnapshot();
                EventSourceClient elsewhere =
                        stream("bob", "?channel=general", left).awaitSnapshot()) {
            assertThat(bob.data("resync")).containsExactly(gone);
            assertThat(bob.names()).doesNotContain("reactions");
            assertThat(kinds(facts)).containsExactly("channel_forgotten");
            assertThat(elsewhere.names()).doesNotContain("resync");
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
        store().channels().remove(TEAM_ID, "alice", "bob");
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
    default void callInAForgottenChannel_isOverForAllWhoWereInIt() {
        team("bob");
        String call = ring(TEAM_CHANNEL);
        try (EventSourceClient bob = subscribe("bob", "?channel=general");
                EventSourceClient alice = subscribe("alice", "?channel=" + TEAM_CHANNEL)) {
            store().calls().accept(call, "bob");
            bob.awaitEvent("call_state", data -> data.path("state").asText().equals("active"));

            store().deleteChannel(TEAM_CHANNEL);

            bob.awaitEvent("resync", data -> data.toString().equals("{\"channel\":\"private:1\"}"));
            assertThat(settle("alice", alice).data("resync")).containsExactly("{\"channel\":\"private:1\"}");
        }
    }

    private static List<String> kinds(EventSourceClient facts) {
        return facts.events("fact").stream()
                .map(event -> event.json().path("kind").asText())
                .toList();
    }

    /** Between the access check and the registration of the stream. */
    @Test
    default void memberWhoIsRemovedWhileTheirStreamBegins_receivesNothingMore() {
        team("bob", "carol");
        AtomicReference<Runnable> afterAnswer = new AtomicReference<>(() -> {});
        ChannelAccess members = ChannelAccess.standard(store(), List.of());
        configure(builder -> builder.channelAccess((user, channel) -> {
            boolean answer = members.mayUse(user, channel);
            if (user.equals("bob")) {
                afterAnswer.getAndSet(() -> {}).run();
            }
            return answer;
        }));
        try (EventSourceClient carol = subscribe("carol", "?channel=" + TEAM_CHANNEL)) {
            afterAnswer.set(() -> {
                store().channels().remove(TEAM_ID, "alice", "bob");
                carol.awaitEvent(
                        "private_channels", data -> data.path(0).path("members").size() == 2);
            });
            try (EventSourceClient bob = subscribe("bob", "?channel=" + TEAM_CHANNEL)) {
                stir(carol);

                assertThat(settle("bob", bob).names()).containsExactlyElementsOf(OF_USERS);
            }
        }
    }

    /** While the host checks access, an event is sent to the members. */
    @Test
    default void eventDuringAnAccessCheck_isNotSentWithoutAccess() {
        team("bob", "carol");
        HostEvent secret = HostEvent.in(TEAM_CHANNEL, "messages", "\"secret\"").withCursor("1");
        AtomicReference<Runnable> whileAsked = new AtomicReference<>(() -> {});
        ChannelAccess members = ChannelAccess.standard(store(), List.of());
        configure(builder -> builder.channelAccess((user, channel) -> {
            boolean answer = members.mayUse(user, channel);
            if (!user.equals("carol")) {
                Objects.requireNonNull(whileAsked.get()).run();
            }
            return answer;
        }));
        for (String facts : List.of("", "&facts=true")) {
            try (EventSourceClient carol = subscribe("carol", "?channel=" + TEAM_CHANNEL)) {
                whileAsked.set(() -> {
                    store().channels().remove(TEAM_ID, "alice", "bob");
                    store().reactions().toggle(TEAM_MESSAGE, "rocket", "alice");
                    hub().publish(secret);
                    settle("carol", carol);
                });
                for (String user : List.of("bob", "mallory")) {
                    try (EventSourceClient stream = subscribe(user, "?channel=" + TEAM_CHANNEL + facts)) {
                        assertThat(settle(user, stream).names())
                                .as(user)
                                .doesNotContain("messages", "reactions", "fact", "typing");
                    }
                }
                whileAsked.set(() -> {});
                store().channels().addMember(TEAM_ID, "alice", "bob", HistoryVisibility.fromNow());
            }
        }
    }

    /** After the access check, and before the registration of the stream. */
    @Test
    default void memberOfAChannelThatIsForgottenWhileTheirStreamBegins_receivesNothingOfIt() {
        team("bob", "carol");
        AtomicReference<Runnable> afterCheck = new AtomicReference<>(() -> {});
        AtomicInteger answers = new AtomicInteger();
        ChannelAccess members = ChannelAccess.standard(store(), List.of());
        configure(builder -> builder.channelAccess((user, channel) -> {
            boolean answer = members.mayUse(user, channel);
            if (user.equals("bob") && answers.incrementAndGet() == 1) {
                afterCheck.getAndSet(() -> {}).run();
            }
            return answer;
        }));
        try (EventSourceClient carol = subscribe("carol", "")) {
            afterCheck.set(() -> {
                store().deleteChannel(TEAM_CHANNEL);
                settle("carol", carol);
            });
            try (EventSourceClient bob = subscribe("bob", "?channel=" + TEAM_CHANNEL)) {
                assertThat(settle("bob", bob).names()).containsExactlyElementsOf(OF_USERS);
            }
        }
    }

    /** The same, after the first part of the snapshot was sent. */
    @Test
    default void memberWhoIsRemovedWhileTheirBeginningIsRead_receivesNothingOfTheChannel() {
        team("bob", "carol");
        AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});
        configure(builder -> builder.hostEvents(opening -> {
            if (opening.user().equals("bob")) {
                meanwhile.getAndSet(() -> {}).run();
            }
            return List.of();
        }));
        try (EventSourceClient carol = subscribe("carol", "?channel=" + TEAM_CHANNEL)) {
            meanwhile.set(() -> {
                store().channels().remove(TEAM_ID, "alice", "bob");
                carol.awaitEvent(
                        "private_channels", data -> data.path(0).path("members").size() == 2);
                settle("carol", carol);
            });
            try (EventSourceClient bob = subscribe("bob", "?channel=" + TEAM_CHANNEL)) {
                stir(carol);

                assertThat(settle("bob", bob).names()).containsExactlyElementsOf(OF_USERS);
            }
        }
    }

    @Test
    default void forgottenPrivateChannel_isNoLongerSent() {
        team("bob");
        try (EventSourceClient bob = subscribe("bob", "?channel=general&channel=" + TEAM_CHANNEL)) {
            bob.awaitEvent("private_channels", data -> data.size() == 1);

            store().deleteChannel(TEAM_CHANNEL);

            bob.awaitLast("private_channels", "[]");
            store().typing().start("alice", TEAM_CHANNEL);
            store().typing().start("alice", "general");
            bob.awaitLast("typing:general", "[\"alice\"]");
            assertThat(settle("bob", bob).data("typing:" + TEAM_CHANNEL)).containsExactly("[]");
        }
    }

    @Test
    default void forgottenPublicChannel_isToBeReadAgain() {
        store().typing().start("alice", "general");
        try (EventSourceClient bob = subscribe("bob", "?channel=general");
                EventSourceClient other = subscribe("bob", "?channel=software")) {
            store().deleteChannel("general");

            bob.awaitLast("resync", "{\"channel\":\"general\"}").awaitLast("typing", "[]");
            assertThat(settle("bob", other).names()).doesNotContain("resync");
            store().typing().start("carol", "general");
            bob.awaitLast("typing", "[\"carol\"]");
        }
    }

    @Test
    default void forgottenUser_losesTheirStreams() {
        try (EventSourceClient bob = subscribe("bob", "?channel=general");
                EventSourceClient carol = subscribe("carol", "?channel=general")) {
            store().deleteUser("bob");

            bob.awaitEnd();
            carol.awaitLast("resync", "{}");
            assertThat(carol.hasEnded()).isFalse();
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
    default void accessThatTheHostNoLongerKnows_ends() {
        team("bob", "carol");
        AtomicReference<RuntimeException> failure = new AtomicReference<>();
        ChannelAccess members = ChannelAccess.standard(store(), List.of());
        configure(builder -> builder.channelAccess((user, channel) -> {
            if (failure.get() != null) {
                throw failure.get();
            }
            return members.mayUse(user, channel);
        }));
        try (EventSourceClient bob = subscribe("bob", "?channel=" + TEAM_CHANNEL)) {
            failure.set(new IllegalStateException("the directory is down"));
            store().channels().create("Other", "bob", List.of());
            store().channels().leave(new ChannelId.Private(2), "bob");
            settle("bob", bob);
            store().typing().start("alice", TEAM_CHANNEL);
            store().presence().update("alice", PresenceState.ACTIVE);

            bob.awaitLast("online_users", "{\"alice\":\"active\"}");
            assertThat(settle("bob", bob).data("typing")).containsExactly("[]");
        }
    }
}
