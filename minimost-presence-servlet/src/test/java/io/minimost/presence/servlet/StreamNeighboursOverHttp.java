package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.events.FactFilter;
import io.minimost.presence.events.FactPosition;
import io.minimost.presence.events.Facts;
import io.minimost.presence.signaling.SignalType;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.MessageRef;
import io.minimost.presence.values.PresenceState;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Streams also send changes that another store makes to the same database. */
interface StreamNeighboursOverHttp extends StreamFixture, CallFixture {
    @Test
    default void changesOfAnotherStore_areSent() {
        share(builder -> builder);
        MessageRef message = new MessageRef("general", Instant.now());
        FactPosition start = store().events().latest();
        try (PresenceStore other = neighbour(builder -> builder);
                EventSourceClient bob = subscribe("bob", "?channel=general");
                EventSourceClient facts = subscribe("bob", "?channel=general&facts=true")) {
            other.typing().start("alice", "general");
            bob.awaitLast("typing", "[\"alice\"]");
            facts.awaitLast("typing", "[\"alice\"]");

            other.presence().update("alice", PresenceState.ACTIVE);
            bob.awaitLast("online_users", "{\"alice\":\"active\"}");

            other.reactions().toggle(message, "rocket", "alice");
            bob.awaitEvent("reactions", data -> data.path("reactions").has("rocket"));
            other.receipts().markRead("general", "alice", List.of(message.at()));
            bob.awaitEvent("read_receipts", data -> data.has("alice"));
            other.channels().create("Team", "alice", List.of("bob"));
            bob.awaitEvent("private_channels", data -> data.size() == 1);

            String call =
                    other.calls().initiate(DM, "alice").call().orElseThrow().id();
            bob.awaitEvent("incoming_calls", data -> data.size() == 1);
            store().calls().accept(call, "bob");
            other.calls().signals().send(call, "alice", "bob", SignalType.OFFER, "1");
            bob.awaitEvent("signals", data -> data.path("session").asText().equals(call));
            assertThat(bob.events("signals")).hasSize(1);
            other.calls().end(call, "alice");
            bob.awaitEvent("call_state", data -> data.path("state").asText().equals("ended"));

            List<String> all = ((Facts.Page) store().events().since(start, FactFilter.reader("bob", Set.of("general"))))
                    .facts().stream().map(fact -> fact.position().text()).toList();
            facts.awaitLast(
                    "fact",
                    facts.awaitEvent("fact", data -> data.path("kind").asText().equals("call_left"))
                            .data());
            assertThat(facts.events("fact")).extracting(EventParser.Event::id).isEqualTo(all);
        }
    }

    @Test
    default void memberWhoIsRemovedByAnotherStore_receivesNothingMore() {
        share(builder -> builder);
        store().channels().create("Team", "alice", List.of("bob", "carol"));
        try (PresenceStore other = neighbour(builder -> builder);
                EventSourceClient bob = subscribe("bob", "?channel=private:1");
                EventSourceClient carol = subscribe("carol", "?channel=private:1")) {
            other.channels().removeMember(new ChannelId.Private(1), "alice", "bob");
            bob.awaitLast("private_channels", "[]");

            store().typing().start("alice", "private:1");

            carol.awaitLast("typing", "[\"alice\"]");
            assertThat(settle("bob", bob).data("typing")).containsExactly("[]");
        }
    }
}
