package io.minimost.presence.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.minimost.presence.events.PresenceEvent.LiveStateReset;
import io.minimost.presence.events.PresenceEvent.PresenceChanged;
import io.minimost.presence.events.PresenceEvent.TypingStarted;
import io.minimost.presence.events.PresenceEvent.TypingStopped;
import io.minimost.presence.testing.LogCapture;
import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.values.PresenceState;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What holds for events in every store. */
abstract class EventsContract {
    @RegisterExtension
    final StoreFixture fixture;

    final List<String> received = new ArrayList<>();

    EventsContract(StoreFixture fixture) {
        this.fixture = fixture;
    }

    @Test
    void listeners_receiveTheirTypeAndItsSubtypes() {
        List<PresenceEvent> all = new ArrayList<>();
        List<TypingStarted> started = new ArrayList<>();
        events().on(PresenceEvent.class, all::add);
        events().on(TypingStarted.class, started::add);

        fixture.store().typing().start("alice", "general");
        fixture.store().presence().update("alice", PresenceState.ACTIVE);
        fixture.store().typing().stop("alice", "general");
        fixture.resetLiveState();

        assertThat(all)
                .hasExactlyElementsOfTypes(
                        TypingStarted.class, PresenceChanged.class, TypingStopped.class, LiveStateReset.class);
        assertThat(started).containsExactly(new TypingStarted("general", "alice", StoreFixture.START));
    }

    @Test
    void listeners_receiveEachEventInTheOrderOfTheirRegistration() {
        events().on(TypingStarted.class, e -> received.add("first " + e.user()));
        events().on(PresenceEvent.class, e -> received.add("second"));
        events().on(TypingStarted.class, e -> received.add("third " + e.user()));

        fixture.store().typing().start("alice", "general");
        fixture.store().typing().start("bob", "general");

        assertThat(received)
                .containsExactly("first alice", "second", "third alice", "first bob", "second", "third bob");
    }

    @Test
    void closedSubscription_receivesNothingMore() {
        Subscription subscription = events().on(TypingStarted.class, e -> received.add("closed"));
        events().on(TypingStarted.class, e -> received.add("open"));

        subscription.close();
        subscription.close();
        fixture.store().typing().start("alice", "general");

        assertThat(received).containsExactly("open");
    }

    @Test
    void theSameHandlerTwice_isTwoSubscriptions() {
        Consumer<PresenceEvent> handler = e -> received.add("x");
        Subscription first = events().on(TypingStarted.class, handler);
        events().on(TypingStarted.class, handler);
        fixture.store().typing().start("alice", "general");
        assertThat(received).hasSize(2);

        first.close();
        fixture.store().typing().start("bob", "general");
        assertThat(received).hasSize(3);
    }

    @Test
    void subscription_canBeClosedByItsListener() {
        List<Subscription> subscription = new ArrayList<>();
        subscription.add(events().on(TypingStarted.class, e -> {
            received.add(e.user());
            subscription.get(0).close();
        }));

        fixture.store().typing().start("alice", "general");
        fixture.store().typing().start("bob", "general");

        assertThat(received).containsExactly("alice");
    }

    @Test
    void aListenerThatThrows_isLoggedAndAffectsNoOther() {
        events().on(TypingStarted.class, e -> {
            throw new IllegalStateException("thrown by a listener");
        });
        events().on(TypingStarted.class, e -> {
            throw new AssertionError("an error, too");
        });
        events().on(TypingStarted.class, e -> received.add(e.user()));

        try (LogCapture log = new LogCapture()) {
            fixture.store().typing().start("alice", "general");

            assertThat(log.text())
                    .contains("ERROR", "A listener failed on TypingStarted", "thrown by a listener", "an error, too");
        }
        assertThat(received).containsExactly("alice");
        assertThat(fixture.store().typing().typingUsers("general", "me")).containsExactly("alice");
    }

    @Test
    void aListener_seesWhatWasCommitted() {
        events().on(
                        TypingStarted.class,
                        e -> received.addAll(fixture.store().typing().typingUsers(e.channel(), "me")));

        fixture.store().typing().start("alice", "general");

        assertThat(received).containsExactly("alice");
    }

    @Test
    void aListenerThatWrites_doesNotDisturbTheOrder() {
        events().on(TypingStarted.class, e -> {
            received.add("begin " + e.user());
            if (e.user().equals("alice")) {
                fixture.store().typing().start("bob", "general");
                fixture.store().presence().update("bob", PresenceState.ACTIVE);
            }
            received.add("end " + e.user());
        });
        events().on(PresenceEvent.class, e -> received.add(e.getClass().getSimpleName()));

        fixture.store().typing().start("alice", "general");

        assertThat(received)
                .containsExactly(
                        "begin alice",
                        "end alice",
                        "TypingStarted",
                        "begin bob",
                        "end bob",
                        "TypingStarted",
                        "PresenceChanged");
        assertThat(fixture.store().typing().typingUsers("general", "me")).containsExactly("alice", "bob");
    }

    @Test
    void aRefusedCall_publishesNothing() {
        events().on(PresenceEvent.class, e -> received.add("x"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> fixture.store().typing().start("alice", "private:01"));

        assertThat(received).isEmpty();
    }

    @Test
    void ownCommits_areNotChangesElsewhere() {
        fixture.store().typing().start("alice", "general");
        fixture.store().presence().update("alice", PresenceState.ACTIVE);
        fixture.resetLiveState();
        fixture.takeEvents();

        fixture.sweep();

        assertThat(fixture.takeEvents()).isEmpty();
    }

    Events events() {
        return fixture.store().events();
    }
}
