package io.minimost.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minimost.presence.errors.PresenceStoreException;
import io.minimost.presence.events.PresenceEvent;
import io.minimost.presence.events.PresenceEvent.PresenceChanged;
import io.minimost.presence.events.PresenceEvent.TypingStopped;
import io.minimost.presence.testing.PlainConnection;
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

    /** A name that is a BLOB equals no text, and PostgreSQL does not store it. */
    @Test
    void typing_ofNamesThatNoComparisonFinds_endsToo() {
        PlainConnection plain = fixture.plain();
        MANY.forEach(user -> plain.sql("INSERT INTO typing VALUES (CAST(? AS BLOB), 'general', 0)", user));
        plain.sql("INSERT INTO typing VALUES ('bob', CAST('general' AS BLOB), 0), ('bob', 'general', 0)");
        fixture.takeEvents();

        fixture.sweep();

        assertThat(fixture.plain().column("SELECT user FROM typing")).isEmpty();
        assertThat(fixture.takeEvents().stream().filter(TypingStopped.class::isInstance))
                .hasSize(252)
                .contains(new TypingStopped(
                        "general",
                        "bob",
                        TypingStopped.Reason.EXPIRED,
                        fixture.clock().instant()));
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
