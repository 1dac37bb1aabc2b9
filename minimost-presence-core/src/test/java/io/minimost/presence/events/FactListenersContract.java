package io.minimost.presence.events;

import static io.minimost.presence.events.FactKind.MESSAGES_READ;
import static io.minimost.presence.events.FactLogs.lines;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.minimost.presence.testing.LogCapture;
import io.minimost.presence.testing.StoreFixture;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What listeners to facts receive. */
abstract class FactListenersContract extends FactLogFixture {
    FactListenersContract(StoreFixture fixture) {
        super(fixture);
    }

    @Test
    void aListener_receivesWhatPassesItsFilterUntilItIsClosed() {
        Subscription subscription =
                events().onFacts(FactFilter.reader("bob", List.of("random")).only(MESSAGES_READ), received::add);

        markRead("alice", 1);
        markRead("bob", 2);
        fixture.store().receipts().markRead("random", "alice", List.of(StoreFixture.START));
        subscription.close();
        subscription.close();
        markRead("bob", 3);

        assertThat(lines(received))
                .containsExactly(
                        "4 messages_read general bob 1800000002.0", "6 messages_read random alice 1800000000.0");
    }

    /** Otherwise a host with a subscription for each connection would collect closed ones. */
    @Test
    void aClosedSubscription_letsGoOfItsListener() {
        WeakReference<Object> listener = subscribeAndClose();

        await().until(() -> {
            System.gc();
            return listener.get() == null;
        });
    }

    private WeakReference<Object> subscribeAndClose() {
        List<LoggedFact> own = new ArrayList<>();
        Consumer<LoggedFact> listener = own::add;
        Subscription subscription = events().onFacts(FactFilter.everything(), listener);
        markRead("bob", 1);
        assertThat(own).isNotEmpty();
        subscription.close();
        return new WeakReference<>(listener);
    }

    @Test
    void aListener_receivesNothingFromBefore() {
        markRead("alice", 1);
        events().onFacts(FactFilter.everything(), received::add);

        markRead("bob", 2);

        assertThat(received).extracting(LoggedFact::sequence).containsExactly(3L, 4L);
    }

    @Test
    void aListenerThatThrows_isLoggedAndAffectsNoOther() {
        events().onFacts(FactFilter.everything(), fact -> {
            received.add(fact);
            throw new AssertionError("thrown by a listener");
        });
        List<LoggedFact> others = new ArrayList<>();
        events().onFacts(FactFilter.everything(), others::add);

        try (LogCapture log = new LogCapture()) {
            markRead("bob", 1);
            assertThat(log.text()).contains("ERROR", "A listener failed on LoggedFact", "thrown by a listener");
        }

        assertThat(received).hasSize(2).isEqualTo(others);
    }

    @Test
    void aListenerThatWrites_doesNotDisturbTheOrder() {
        events().onFacts(FactFilter.everything(), fact -> {
            if (fact.sequence() == 1) {
                markRead("carol", 2);
            }
        });
        events().onFacts(FactFilter.everything(), received::add);

        markRead("bob", 1);

        assertThat(received).extracting(LoggedFact::sequence).containsExactly(1L, 2L, 3L, 4L);
    }
}
