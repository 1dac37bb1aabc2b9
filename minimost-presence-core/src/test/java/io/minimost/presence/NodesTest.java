package io.minimost.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.minimost.presence.events.FactFilter;
import io.minimost.presence.events.FactKind;
import io.minimost.presence.events.FactPosition;
import io.minimost.presence.events.Facts;
import io.minimost.presence.events.LoggedFact;
import io.minimost.presence.events.PresenceEvent;
import io.minimost.presence.events.PresenceEvent.ExternalChange;
import io.minimost.presence.events.PresenceEvent.PresenceChanged;
import io.minimost.presence.events.PresenceEvent.PresenceChangedElsewhere;
import io.minimost.presence.events.PresenceEvent.TypingChangedElsewhere;
import io.minimost.presence.testing.PlainConnection;
import io.minimost.presence.testing.TwoNodes;
import io.minimost.presence.values.MessageRef;
import io.minimost.presence.values.PresenceState;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What nodes on one database see of each other. */
class NodesTest {
    @RegisterExtension
    final TwoNodes nodes = new TwoNodes();

    private final Queue<PresenceEvent> heard = new ConcurrentLinkedQueue<>();
    private final Queue<LoggedFact> facts = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void listenOnB() {
        listen(nodes.b());
    }

    private void listen(PresenceStore store) {
        store.events().on(PresenceEvent.class, heard::add);
        store.events().onFacts(FactFilter.everything(), facts::add);
    }

    @Test
    void typing_isToldToTheOtherNode_withItsChannelOnly() {
        nodes.a().typing().start("alice", "general");
        awaitHeard(TypingChangedElsewhere.class);
        assertThat(nodes.b().typing().typingUsers("general")).containsExactly("alice");

        nodes.a().typing().stop("alice", "general");
        await().until(() -> heard.size() == 2);
        assertThat(heard)
                .extracting(event -> ((TypingChangedElsewhere) event).channel())
                .containsExactly("general", "general");
        assertThat(facts).isEmpty();
    }

    @Test
    void renewals_areSilent() {
        nodes.a().typing().start("alice", "general");
        awaitHeard(TypingChangedElsewhere.class);
        IntStream.range(0, 50).forEach(i -> nodes.a().typing().start("alice", "general"));
        nodes.a().presence().update("alice", PresenceState.ACTIVE);
        awaitHeard(PresenceChangedElsewhere.class);

        assertThat(heard).hasSize(2);
        assertThat(nodes.b().presence().recentStates()).containsEntry("alice", PresenceState.ACTIVE);
    }

    @Test
    void facts_ofBothNodes_arriveOnceAndInOrder() {
        MessageRef message = new MessageRef("general", Instant.ofEpochSecond(1_800_000_000));
        for (int i = 0; i < 50; i++) {
            PresenceStore store = i % 2 == 0 ? nodes.a() : nodes.b();
            store.reactions().add(message, "rocket", "user" + i);
        }

        await().until(() -> facts.size() == 50);
        assertThat(facts)
                .extracting(LoggedFact::sequence)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 50).mapToObj(Long::valueOf).toList());
    }

    @Test
    void withoutNotifications_nodesLookByThemselves() {
        PresenceStore polling = nodes.open(PresenceStoreBuilder::withoutPostgresNotifications);
        heard.clear();
        listen(polling);

        nodes.a().typing().start("alice", "general");
        nodes.a().receipts().markReadUpTo("general", "alice", Instant.ofEpochSecond(1_800_000_000));
        polling.typing().start("bob", "random");

        await().until(() -> heard.stream()
                .filter(TypingChangedElsewhere.class::isInstance)
                .map(event -> ((TypingChangedElsewhere) event).channel())
                .toList()
                .containsAll(List.of("general", "random")));
        await().until(() -> facts.size() == 2); // One on each of the nodes that listen.
    }

    @Test
    void resetLiveState_whileAnotherNodeLives_doesNothing() {
        nodes.a().presence().update("alice", PresenceState.ACTIVE);

        assertThat(nodes.a().resetLiveState()).isFalse();
        assertThat(nodes.b().presence().recentStates()).containsEntry("alice", PresenceState.ACTIVE);

        nodes.b().close();
        assertThat(nodes.a().resetLiveState()).isTrue();
        assertThat(nodes.a().presence().recentStates()).containsEntry("alice", PresenceState.OFFLINE);
    }

    @Test
    void aNodeThatRestarts_makesNobodyOffline() {
        nodes.b().presence().update("alice", PresenceState.ACTIVE);
        nodes.a().close();
        PresenceStore again = nodes.open(builder -> builder);

        assertThat(again.resetLiveState()).isFalse();
        assertThat(again.presence().recentStates()).containsEntry("alice", PresenceState.ACTIVE);
        assertThat(heard)
                .allMatch(event -> !(event instanceof PresenceChanged changed)
                        || changed.after().equals(Optional.of(PresenceState.ACTIVE)));
    }

    @Test
    void nodesThatAreGoneForADay_areForgotten() throws SQLException {
        nodes.sql("INSERT INTO mp_nodes (node, beat) SELECT name, extract(epoch FROM clock_timestamp()) - age"
                + " FROM (VALUES ('yesterday', 90000), ('today', 80000)) AS old (name, age)");

        nodes.open(PresenceStoreBuilder::manualSweeps);

        try (PlainConnection plain = PlainConnection.on(nodes.dataSource().getConnection())) {
            assertThat(plain.column("SELECT node FROM " + nodes.schema() + ".mp_nodes WHERE node LIKE '%day'"))
                    .containsExactly("today");
        }
    }

    /** What is known of a node is kept in memory as long as there may be something of it to read. */
    @Test
    void aNodeOfWhichNothingIsLeft_isNew() {
        String news = "INSERT INTO mp_news (node, seq, kind, channel, ts)"
                + " VALUES ('gone', %d, 'TYPING', '%s', extract(epoch FROM clock_timestamp()))";
        PresenceStore watching = nodes.open(PresenceStoreBuilder::manualSweeps);
        Queue<String> channels = new ConcurrentLinkedQueue<>();
        watching.events().on(TypingChangedElsewhere.class, typing -> channels.add(typing.channel()));
        nodes.sql(String.format(Locale.ROOT, news, 1, "first"));
        watching.sweep();
        await().until(() -> channels.contains("first"));

        await().atMost(Duration.ofSeconds(20)).until(() -> {
            nodes.sql("DELETE FROM mp_news");
            watching.sweep();
            nodes.sql(String.format(Locale.ROOT, news, 1, "again"));
            watching.sweep();
            return channels.contains("again");
        });
    }

    @Test
    void aServerThatHasLostFacts_isRecognised_andOldPositionsDoNotCount() {
        nodes.a().receipts().markReadUpTo("general", "alice", Instant.ofEpochSecond(1_800_000_000));
        await().until(() -> facts.size() == 1);
        FactPosition old = nodes.b().events().latest();

        nodes.sql("DELETE FROM mp_facts; UPDATE mp_fact_log SET last_seq = 0; TRUNCATE mp_alive");

        await().until(() -> heard.stream().anyMatch(ExternalChange.class::isInstance));
        await().until(() -> !nodes.b().events().latest().log().equals(old.log()));
        assertThat(nodes.a().events().since(old, FactFilter.everything())).isInstanceOf(Facts.Resync.class);
        assertThat(nodes.b().events().since(old, FactFilter.everything())).isInstanceOf(Facts.Resync.class);
        nodes.a().receipts().markReadUpTo("general", "alice", Instant.ofEpochSecond(1_800_000_001));
        await().until(() -> facts.stream()
                .anyMatch(fact -> fact.kind() == FactKind.WATERMARK_MOVED && fact.sequence() > old.sequence() + 1));
    }

    @Test
    void aWriteThatFindsFactsLost_renamesTheLogFirst() {
        PresenceStore alone = nodes.open(PresenceStoreBuilder::manualSweeps);
        FactPosition old = alone.events().latest();
        nodes.a().close();
        nodes.b().close();

        nodes.sql("TRUNCATE mp_alive");
        alone.receipts().markReadUpTo("general", "alice", Instant.ofEpochSecond(1_800_000_000));

        FactPosition latest = alone.events().latest();
        assertThat(latest.log()).isNotEqualTo(old.log());
        assertThat(alone.events().since(old, FactFilter.everything())).isInstanceOf(Facts.Resync.class);
        assertThat(alone.receipts().lastRead("general", "alice")).contains(Instant.ofEpochSecond(1_800_000_000));
    }

    @Test
    void expiredTyping_isPublishedOnce_byTheNodeThatSweepsFirst() {
        PresenceStore quick = nodes.open(builder -> builder.typingWindow(Duration.ofSeconds(1)));
        Queue<PresenceEvent.TypingStopped> stopped = new ConcurrentLinkedQueue<>();
        List.of(nodes.a(), nodes.b(), quick)
                .forEach(store -> store.events().on(PresenceEvent.TypingStopped.class, stopped::add));

        quick.typing().start("alice", "general");

        await().atMost(Duration.ofSeconds(10)).until(() -> !stopped.isEmpty());
        await().until(() ->
                heard.stream().filter(TypingChangedElsewhere.class::isInstance).count() >= 2);
        assertThat(stopped).hasSize(1);
    }

    private void awaitHeard(Class<? extends PresenceEvent> type) {
        await().until(() -> heard.stream().anyMatch(type::isInstance));
    }
}
