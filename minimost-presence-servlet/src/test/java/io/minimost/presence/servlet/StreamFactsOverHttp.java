package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.events.FactFilter;
import io.minimost.presence.events.FactPosition;
import io.minimost.presence.events.Facts;
import io.minimost.presence.events.LoggedFact;
import io.minimost.presence.signaling.SignalType;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.EpochSeconds;
import io.minimost.presence.values.MessageRef;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Streams of clients that keep a copy: each fact as in the event log. */
interface StreamFactsOverHttp extends StreamFixture, CallFixture {
    private static List<String> ids(EventSourceClient stream) {
        return stream.events("fact").stream().map(EventParser.Event::id).toList();
    }

    private List<LoggedFact> logged(FactPosition since, String user, Set<String> channels) {
        return ((Facts.Page) store().events().since(since, FactFilter.reader(user, channels))).facts();
    }

    /** One of each kind, in the channels general, {@code DM} and private:1. */
    private void doEverything() {
        MessageRef message = new MessageRef("general", EpochSeconds.toInstant(1716000000.25));
        store().reactions().toggle(message, "rocket", "bob");
        store().reactions().toggle(message, "rocket", "bob");
        store().receipts().markRead("general", "bob", List.of(message.at()));
        store().deleteMessage(message);
        store().channels().create("Team", "alice", List.of("bob"));
        store().channels().rename(new ChannelId.Private(1), "bob", "Crew");
        store().channels().leave(new ChannelId.Private(1), "bob");
        String call = talk();
        store().calls().shareScreen(call, "bob", true);
        store().calls().signals().send(call, "alice", "bob", SignalType.OFFER, "1");
        store().calls().signals().send(call, "bob", "alice", SignalType.ANSWER, "1");
        store().calls().end(call, "bob");
        String share =
                store().screenShares().start("general", "bob").orElseThrow().id();
        store().screenShares().stop(share, "bob");
        store().deleteChannel("software");
        store().deleteChannel("general");
        store().resetLiveState();
    }

    @Test
    default void facts_areSentAsTheLogHasThem_eachOnce() {
        FactPosition start = store().events().latest();
        try (EventSourceClient alice = subscribe("alice", "?facts=true&channel=general&channel=" + DM);
                EventSourceClient carol = subscribe("carol", "?facts=1&channel=general&channel=" + DM)) {
            doEverything();

            settle("alice", alice);
            settle("carol", carol);
            List<LoggedFact> ofAlice = logged(start, "alice", Set.of("general", DM));
            assertThat(ids(alice))
                    .containsExactlyElementsOf(
                            ofAlice.stream().map(fact -> fact.position().text()).toList());
            assertThat(ids(carol))
                    .containsExactlyElementsOf(logged(start, "carol", Set.of("general")).stream()
                            .map(fact -> fact.position().text())
                            .toList())
                    .hasSizeLessThan(ofAlice.size());
            assertThat(alice.data("fact").get(0))
                    .isEqualTo("{\"at\":1795478400.0,\"channel\":\"general\",\"key\":\"1716000000.25\","
                            + "\"kind\":\"reaction_added\",\"user\":\"bob\"}");
            alice.awaitLast(
                    "fact",
                    "{\"at\":1795478400.0,\"channel\":null,\"key\":null,\"kind\":\"live_state_reset\",\"user\":null}");
        }
    }

    @Test
    default void factsWhileAway_areSentTheSameWay() {
        FactPosition start = store().events().latest();
        doEverything();

        try (EventSourceClient stream = stream("alice", "?facts=true&channel=general&channel=" + DM, start.text())
                .awaitSnapshot()) {
            assertThat(ids(stream))
                    .containsExactlyElementsOf(logged(start, "alice", Set.of("general", DM)).stream()
                            .map(fact -> fact.position().text())
                            .toList());
            assertThat(stream.names().get(0)).isEqualTo("fact");
            store().reactions().toggle(new MessageRef("general", clock().instant()), "rocket", "bob");
            settle("alice", stream);
            assertThat(ids(stream)).endsWith(store().events().latest().text()).doesNotHaveDuplicates();
        }
    }

    @Test
    default void streamOfFacts_hasNothingElseButWhoTypesAndIsOnline() {
        try (EventSourceClient stream = subscribe("alice", "?facts=true&channel=general")) {
            assertThat(stream.names()).containsExactly("typing", "online_users", "statuses");
            doEverything();
            store().typing().start("bob", "general");

            stream.awaitLast("typing", "[\"bob\"]");
            assertThat(settle("alice", stream).names())
                    .containsExactlyInAnyOrder("typing", "online_users", "statuses", "fact", "mark");
        }
    }

    @Test
    default void streamOfFacts_doesNotBeginWithCallsOrSignals() {
        String left = store().events().latest().text();
        String call = talk();
        store().calls().signals().send(call, "bob", "alice", SignalType.OFFER, "1");

        try (EventSourceClient newcomer = subscribe("alice", "?facts=true");
                EventSourceClient back = stream("alice", "?facts=true", left).awaitSnapshot()) {
            assertThat(newcomer.names()).containsExactly("online_users", "statuses");
            assertThat(back.names()).containsExactly("fact", "online_users", "statuses");
        }
    }

    @Test
    default void flag_thatIsFalse_isTheUsualStream() {
        for (String flag : List.of("false", "0", "")) {
            try (EventSourceClient stream = subscribe("alice", "?channel=general&facts=" + flag)) {
                assertThat(stream.names()).contains("read_receipts");
            }
        }
    }
}
