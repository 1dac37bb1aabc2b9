package io.minimost.presence.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.errors.PresenceStoreException;
import io.minimost.presence.events.PresenceEvent.TypingStarted;
import io.minimost.presence.push.ConnectRequest;
import io.minimost.presence.push.EndReason;
import io.minimost.presence.push.EventHub;
import io.minimost.presence.push.EventSink;
import io.minimost.presence.push.OutgoingEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OpenSubscriptionsTest {
    private final PresenceStore store = PresenceStore.inMemory();
    private final Events events = store.events();

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void subscriptions_areOpenUntilTheyAreClosed_inTheirOrder() {
        Subscription typing = events.on(TypingStarted.class, event -> {});
        Subscription facts = events.onFacts(FactFilter.everything(), fact -> {});

        assertThat(events.openSubscriptions())
                .extracting(OpenSubscription::receives)
                .containsExactly("TypingStarted", "facts");
        assertThat(events.openSubscriptions())
                .allSatisfy(open -> assertThat(open.opened().getStackTrace())
                        .anyMatch(
                                frame -> frame.getClassName().equals(getClass().getName())));

        typing.close();
        typing.close();
        assertThat(events.openSubscriptions())
                .extracting(OpenSubscription::receives)
                .containsExactly("facts");
        facts.close();
        assertThat(events.openSubscriptions()).isEmpty();
    }

    @Test
    void hub_isOpenUntilItIsShutDown() {
        EventHub hub = EventHub.builder(store).build();
        hub.connect(ConnectRequest.of("alice"), new Nowhere());
        assertThat(events.openSubscriptions())
                .isNotEmpty()
                .extracting(OpenSubscription::receives)
                .containsOnly("push");

        hub.close();

        assertThat(events.openSubscriptions()).isEmpty();
    }

    @Test
    void storeThatIsClosed_hasNone() {
        events.on(TypingStarted.class, event -> {});
        store.close();

        assertThatThrownBy(events::openSubscriptions).isInstanceOf(PresenceStoreException.Closed.class);
    }

    private static final class Nowhere implements EventSink {
        @Override
        public void write(OutgoingEvent event, Runnable onDone) {
            onDone.run();
        }

        @Override
        public void end(EndReason reason) {}
    }
}
