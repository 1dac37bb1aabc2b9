package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What streams receive when a channel or user is deleted. */
interface StreamForgottenOverHttp extends StreamTeamFixture {
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
}
