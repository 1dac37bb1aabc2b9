package io.minimost.presence.events;

import static io.minimost.presence.events.FactLogs.allSince;
import static io.minimost.presence.events.FactLogs.lines;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.PresenceStoreBuilder;
import io.minimost.presence.events.PresenceEvent.ExternalChange;
import io.minimost.presence.events.PresenceEvent.Fact;
import io.minimost.presence.events.PresenceEvent.PresenceChanged;
import io.minimost.presence.events.PresenceEvent.TypingStopped;
import io.minimost.presence.testing.LogCapture;
import io.minimost.presence.testing.Race;
import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.values.MessageRef;
import io.minimost.presence.values.PresenceState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two stores on one file, as in two processes: each delivers the facts of both. */
class FactsOfTwoStoresTest {
    private static final MessageRef MESSAGE = new MessageRef("general", StoreFixture.START);

    @RegisterExtension
    final StoreFixture fixture = StoreFixture.inFile();

    private final List<LoggedFact> received = new CopyOnWriteArrayList<>();
    private PresenceStore one;
    private PresenceStore other;

    @BeforeEach
    void openAnother() {
        one = fixture.store();
        other = open(PresenceStoreBuilder::manualSweeps);
        one.events().onFacts(FactFilter.everything(), received::add);
    }

    @AfterEach
    void closeTheOther() {
        other.close();
    }

    @Test
    void factsOfTheOther_comeBeforeTheNextOwnOne() {
        toggle(one, "a");
        toggle(other, "b");
        toggle(other, "c");
        assertThat(received).hasSize(1);

        toggle(one, "d");
        StoreFixture.awaitDelivered(one);

        assertThat(lines(received))
                .containsExactly(
                        "1 reaction_added general a 1800000000.0",
                        "2 reaction_added general b 1800000000.0",
                        "3 reaction_added general c 1800000000.0",
                        "4 reaction_added general d 1800000000.0");
    }

    @Test
    void factsOfTheOther_comeWithTheNextSweep() {
        toggle(other, "b");

        one.sweep();
        one.sweep();
        toggle(one, "a");
        one.sweep();

        assertThat(lines(received))
                .containsExactly("1 reaction_added general b 1800000000.0", "2 reaction_added general a 1800000000.0");
    }

    @Test
    void factsOfTheOther_areNoTypedEvents() {
        fixture.takeEvents();
        toggle(other, "b");
        one.sweep();

        assertThat(fixture.takeEvents()).hasExactlyElementsOfTypes(ExternalChange.class);
    }

    @Test
    void stateOfTheOther_isNoFact() {
        other.typing().start("bob", "general");
        fixture.takeEvents();
        one.sweep();

        assertThat(fixture.takeEvents()).hasExactlyElementsOfTypes(ExternalChange.class);
        assertThat(received).isEmpty();
    }

    @Test
    void aTokenOfTheOther_isGoodHere() {
        FactPosition token = other.events().latest();
        toggle(one, "a");

        assertThat(allSince(one.events(), token))
                .isEqualTo(allSince(other.events(), token))
                .hasSize(1);
    }

    @Test
    void aListenerThatFailsOrEndsWhileItCatchesUp_losesAndDisturbsNothing() {
        List<String> failing = new ArrayList<>();
        one.events().onFacts(FactFilter.everything(), fact -> {
            failing.add(fact.user().orElseThrow());
            throw new IllegalStateException("thrown by a listener");
        });
        List<String> ending = new ArrayList<>();
        List<Subscription> subscription = new ArrayList<>();
        subscription.add(one.events().onFacts(FactFilter.everything(), fact -> {
            ending.add(fact.user().orElseThrow());
            subscription.get(0).close();
        }));
        toggle(other, "b");
        toggle(other, "c");

        try (LogCapture log = new LogCapture()) {
            one.sweep();
            assertThat(log.text()).contains("A listener failed on LoggedFact", "thrown by a listener");
        }

        assertThat(failing).containsExactly("b", "c");
        assertThat(ending).containsExactly("b");
        assertThat(received).hasSize(2);
    }

    @Test
    void factsThatWerePrunedUnread_areDeliveredAsLost() {
        other.close();
        other = open(builder -> builder.manualSweeps().maxFacts(2));
        toggle(one, "a");
        other.sweep();
        for (String user : List.of("b", "c", "d", "e")) {
            toggle(other, user);
        }
        fixture.clock().step(Duration.ofMinutes(1));
        other.sweep();

        one.sweep();

        assertThat(lines(received))
                .containsExactly(
                        "1 reaction_added general a 1800000000.0",
                        "3 lost - - -",
                        "4 reaction_added general d 1800000000.0",
                        "5 reaction_added general e 1800000000.0");
        assertThat(received.get(1).at()).isEqualTo(fixture.clock().instant());
    }

    @Test
    void factsThatWereAllPrunedUnread_areDeliveredAsLost() {
        toggle(other, "b");
        toggle(other, "c");
        fixture.clock().step(Duration.ofHours(2));
        other.sweep();

        one.sweep();
        assertThat(lines(received)).containsExactly("2 lost - - -");
        toggle(one, "a");

        assertThat(lines(received)).containsExactly("2 lost - - -", "3 reaction_added general a 1800000000.0");
    }

    @Test
    void bothWriteAtOnce_everybodyGetsEveryFactOnceAndInOrder() throws Exception {
        FactPosition start = one.events().latest();
        List<LoggedFact> heardByOther = new CopyOnWriteArrayList<>();
        other.events().onFacts(FactFilter.everything(), heardByOther::add);
        Poller poller = new Poller(other.events(), start);

        Race.run(40, () -> toggle(one, "a"), () -> toggle(other, "b"), () -> toggle(one, "c"), () -> {
            other.sweep();
            poller.poll();
            return toggle(other, "d");
        });
        one.sweep();
        other.sweep();
        poller.poll();

        List<LoggedFact> all = allSince(one.events(), start);
        assertThat(all)
                .extracting(LoggedFact::sequence)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 40L * Race.THREADS).boxed().toList());
        assertThat(poller.read).isEqualTo(all);
        assertThat(allSince(other.events(), start)).isEqualTo(all);
        await().untilAsserted(() -> assertThat(List.copyOf(received)).isEqualTo(all));
        await().untilAsserted(() -> assertThat(List.copyOf(heardByOther)).isEqualTo(all));
    }

    @Test
    void theTimer_bringsTheFactsOfTheOther() {
        List<LoggedFact> heardByTimer = new CopyOnWriteArrayList<>();
        try (PresenceStore sweeping = open(builder -> builder)) {
            sweeping.events().onFacts(FactFilter.everything(), heardByTimer::add);
            toggle(other, "b");

            await().atMost(Duration.ofSeconds(10)).until(() -> heardByTimer.size() == 1);
        }
    }

    @Test
    void typingThatExpires_isPublishedByOneStoreOnly() {
        List<PresenceEvent> heardByOther = new ArrayList<>();
        other.events().on(TypingStopped.class, heardByOther::add);
        other.typing().start("bob", "general");
        fixture.takeEvents();
        fixture.clock().stepSeconds(6);

        one.sweep();
        other.sweep();
        one.sweep();

        assertThat(fixture.takeEvents())
                .filteredOn(TypingStopped.class::isInstance)
                .hasSize(1);
        assertThat(heardByOther).isEmpty();
    }

    /** Nothing is written when a user is no longer listed, so each store publishes it once to its own listeners. */
    @Test
    void presenceThatLapses_isPublishedByEachStoreOnce() {
        List<PresenceEvent> heardByOther = new ArrayList<>();
        other.presence().update("bob", PresenceState.ACTIVE);
        other.events().on(PresenceChanged.class, heardByOther::add);
        fixture.takeEvents();
        fixture.clock().step(Duration.ofHours(2));

        for (int i = 0; i < 2; i++) {
            one.sweep();
            other.sweep();
        }

        assertThat(fixture.takeEvents())
                .filteredOn(PresenceChanged.class::isInstance)
                .hasSize(1);
        assertThat(heardByOther).hasSize(1).noneMatch(Fact.class::isInstance);
    }

    private PresenceStore open(UnaryOperator<PresenceStoreBuilder> settings) {
        return settings.apply(PresenceStore.builder().file(fixture.file()).clock(fixture.clock()))
                .open();
    }

    private static boolean toggle(PresenceStore store, String user) {
        store.reactions().toggle(MESSAGE, "tada", user);
        return true;
    }

    /** A client that replays the new facts again and again. */
    private static final class Poller {
        private final Events events;
        private final List<LoggedFact> read = new ArrayList<>();
        private FactPosition next;

        Poller(Events events, FactPosition start) {
            this.events = events;
            next = start;
        }

        synchronized void poll() {
            Facts.Page page = FactLogs.page(events, next, FactFilter.everything());
            read.addAll(page.facts());
            next = page.next();
        }
    }
}
