package io.minimost.presence.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.calls.InitiateResult;
import io.minimost.presence.calls.JoinResult;
import io.minimost.presence.events.PresenceEvent.StatusChanged;
import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.values.Availability;
import io.minimost.presence.values.Status;
import io.minimost.presence.values.StatusSource;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Statuses of ann, who has calls with bob. */
abstract class StatusFixture {
    static final Instant START = StoreFixture.START;
    static final String DESK = "desk-0001";
    static final Status LUNCH =
            Status.by(StatusSource.MANUAL).withText("At lunch").withEmoji("\ud83c\udf5c");
    static final Status QUIET = Status.by(StatusSource.MANUAL).with(Availability.DO_NOT_DISTURB);
    static final Status IDLE_BY_HAND = Status.by(StatusSource.MANUAL).with(Availability.IDLE);
    static final Status MEETING = Status.by(StatusSource.CALENDAR).withText("Workshop");
    static final Status IN_CALL = Status.by(StatusSource.CALL).with(Availability.IN_CALL);

    @RegisterExtension
    final StoreFixture fixture;

    StatusFixture(StoreFixture fixture) {
        this.fixture = fixture;
    }

    UserPresence presence() {
        return fixture.store().presence();
    }

    Statuses statuses() {
        return presence().statuses();
    }

    void assertShown(@Nullable Status status) {
        Optional<Status> expected = Optional.ofNullable(status);
        assertThat(statuses().statusOf("ann")).isEqualTo(expected);
        assertThat(Optional.ofNullable(statuses().all().get("ann"))).isEqualTo(expected);
        assertThat(Optional.ofNullable(
                        statuses().statusesOf(List.of("bob", "ann")).get("ann")))
                .isEqualTo(expected);
    }

    /** Of ann. */
    void assertChanges(StatusChanged... changes) {
        assertThat(fixture.takeStatusChanges().stream()
                        .filter(change -> change.user().equals("ann")))
                .containsExactly(changes);
    }

    static StatusChanged changed(@Nullable Status before, @Nullable Status after, long second) {
        return new StatusChanged(
                "ann", Optional.ofNullable(before), Optional.ofNullable(after), START.plusSeconds(second));
    }

    void sweepAt(long second) {
        fixture.clock().set(START.plusSeconds(second));
        fixture.sweep();
    }

    /** Rings bob. */
    String ring() {
        InitiateResult result = fixture.store().calls().initiate("dm:ann:bob", "ann");
        return result.call().orElseThrow().id();
    }

    String joinedCall() {
        String call = ring();
        accept(call, "bob");
        return call;
    }

    void accept(String call, String user) {
        assertThat(fixture.store().calls().accept(call, user).outcome()).isEqualTo(JoinResult.Outcome.JOINED);
    }

    void hangUp(String call) {
        assertThat(fixture.store().calls().end(call, "ann")).isTrue();
    }
}
