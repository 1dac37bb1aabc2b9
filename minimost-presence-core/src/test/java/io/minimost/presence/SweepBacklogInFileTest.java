package io.minimost.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minimost.presence.errors.PresenceStoreException;
import io.minimost.presence.events.PresenceEvent;
import io.minimost.presence.events.PresenceEvent.PresenceChanged;
import io.minimost.presence.events.PresenceEvent.TypingStopped;
import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.values.PresenceState;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SweepBacklogInFileTest extends SweepBacklogContract {
    private static final List<String> MANY =
            IntStream.range(0, 250).mapToObj(number -> "user-" + number).toList();

    SweepBacklogInFileTest() {
        super(StoreFixture.inFile());
    }

    @Test
    void typingOfASweepThatBreaksOff_isPublishedOnce() {
        fixture.reopen(builder -> builder.busyTimeout(Duration.ZERO));
        MANY.forEach(user -> fixture.store().typing().start(user, "general"));
        fixture.clock().stepSeconds(10);

        sweepThatBreaksOff(TypingStopped.class);

        assertThat(fixture.takeEvents().stream()
                        .filter(TypingStopped.class::isInstance)
                        .map(event -> ((TypingStopped) event).user()))
                .containsExactlyInAnyOrderElementsOf(MANY);
    }

    @Test
    void usersOfASweepThatBreaksOff_dropOutOnce() {
        fixture.reopen(builder -> builder.busyTimeout(Duration.ZERO));
        MANY.forEach(user -> fixture.store().presence().update(user, PresenceState.ACTIVE));
        fixture.sweep();
        fixture.takeEvents();
        fixture.clock().step(Duration.ofHours(2));

        sweepThatBreaksOff(PresenceChanged.class);

        assertThat(fixture.takeEvents().stream()
                        .filter(PresenceChanged.class::isInstance)
                        .map(event -> ((PresenceChanged) event).user()))
                .containsExactlyInAnyOrderElementsOf(MANY);
    }

    /** Another program writes from the first event of {@code type} on, until the next sweep. */
    private void sweepThatBreaksOff(Class<? extends PresenceEvent> type) {
        AtomicBoolean begun = new AtomicBoolean();
        fixture.store().events().on(type, event -> {
            if (begun.compareAndSet(false, true)) {
                fixture.plain().sql("BEGIN IMMEDIATE");
            }
        });
        assertThatThrownBy(fixture::sweep).isInstanceOf(PresenceStoreException.Busy.class);
        fixture.plain().sql("COMMIT");

        fixture.sweep();
        fixture.sweep();
    }
}
