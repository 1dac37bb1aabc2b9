package io.minimost.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.calls.CallState;
import io.minimost.presence.events.PresenceEvent;
import io.minimost.presence.events.PresenceEvent.CallEnded;
import io.minimost.presence.events.PresenceEvent.PresenceChanged;
import io.minimost.presence.events.PresenceEvent.TypingStopped;
import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.values.PresenceState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A sweep that finds more than it does in one transaction: nothing is left, and nothing is published twice. */
abstract class SweepBacklogContract {
    /** More than two pieces. */
    private static final List<String> USERS =
            IntStream.range(1000, 1250).mapToObj(number -> "user-" + number).toList();

    private static final String LAST = USERS.get(USERS.size() - 1);

    @RegisterExtension
    final StoreFixture fixture;

    SweepBacklogContract(StoreFixture fixture) {
        this.fixture = fixture;
    }

    @Test
    void typing_endsOnceForEach() {
        USERS.forEach(user -> store().typing().start(user, "general"));
        fixture.clock().stepSeconds(10);
        fixture.takeEvents();

        fixture.sweep();
        fixture.sweep();

        assertThat(taken(TypingStopped.class).map(TypingStopped::user)).containsExactlyInAnyOrderElementsOf(USERS);
    }

    @Test
    void typing_ofOneWhoTypesAgainMeanwhile_goesOn() {
        USERS.forEach(user -> store().typing().start(user, "general"));
        fixture.clock().stepSeconds(10);
        fixture.takeEvents();
        once(TypingStopped.class, () -> store().typing().start(LAST, "general"));

        fixture.sweep();

        assertThat(taken(TypingStopped.class).map(TypingStopped::user)).containsExactlyInAnyOrderElementsOf(USERS);
        assertThat(store().typing().typingUsers("general")).containsExactly(LAST);
    }

    @Test
    void users_dropOutOnceEach() {
        USERS.forEach(user -> store().presence().update(user, PresenceState.ACTIVE));
        fixture.sweep();
        fixture.clock().step(Duration.ofHours(2));
        fixture.takeEvents();

        fixture.sweep();
        fixture.sweep();

        assertThat(dropped()).containsExactlyElementsOf(USERS);
    }

    @Test
    void aUser_whoReportsMeanwhile_doesNotDropOut() {
        USERS.forEach(user -> store().presence().update(user, PresenceState.ACTIVE));
        fixture.sweep();
        fixture.clock().step(Duration.ofHours(2));
        fixture.takeEvents();
        once(PresenceChanged.class, () -> store().presence().update(LAST, PresenceState.IDLE));

        fixture.sweep();

        assertThat(dropped()).containsExactlyElementsOf(USERS.subList(0, USERS.size() - 1));
        assertThat(store().presence().recentStates()).containsOnlyKeys(LAST);
    }

    @Test
    void sessions_endOnceEach() {
        USERS.forEach(user -> store().presence().sessions().report(user, "session-1", PresenceState.ACTIVE));
        fixture.clock().stepSeconds(100);
        fixture.takeEvents();

        fixture.sweep();
        fixture.sweep();

        assertThat(taken(PresenceChanged.class)
                        .filter(event -> event.after().equals(Optional.of(PresenceState.OFFLINE)))
                        .map(PresenceChanged::user))
                .containsExactlyInAnyOrderElementsOf(USERS);
    }

    @Test
    void usersOfLiveSessions_areAllSeen() {
        USERS.forEach(user -> store().presence().sessions().report(user, "session-1", PresenceState.ACTIVE));
        fixture.clock().stepSeconds(60);

        fixture.sweep();

        assertThat(USERS)
                .allSatisfy(user -> assertThat(store().presence().lastSeen(user))
                        .contains(fixture.clock().instant()));
    }

    @Test
    void calls_endOnceEach() {
        List<String> calls = USERS.subList(0, 120).stream()
                .map(user -> store().calls()
                        .initiate("dm:alice:" + user, "alice")
                        .call()
                        .orElseThrow()
                        .id())
                .toList();
        fixture.clock().stepSeconds(100);
        fixture.takeEvents();

        fixture.sweep();
        fixture.sweep();

        assertThat(taken(CallEnded.class).map(CallEnded::call)).containsExactlyElementsOf(calls);
        assertThat(store().calls().find(calls.get(119)).orElseThrow().state()).isEqualTo(CallState.ENDED);
    }

    private PresenceStore store() {
        return fixture.store();
    }

    private <E extends PresenceEvent> void once(Class<E> type, Runnable action) {
        AtomicBoolean done = new AtomicBoolean();
        store().events().on(type, event -> {
            if (done.compareAndSet(false, true)) {
                action.run();
            }
        });
    }

    private Stream<String> dropped() {
        return taken(PresenceChanged.class)
                .filter(event -> event.after().isEmpty())
                .map(PresenceChanged::user);
    }

    private <E extends PresenceEvent> Stream<E> taken(Class<E> type) {
        return fixture.takeEvents().stream().filter(type::isInstance).map(type::cast);
    }
}
