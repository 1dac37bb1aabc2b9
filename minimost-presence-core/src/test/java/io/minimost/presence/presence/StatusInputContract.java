package io.minimost.presence.presence;

import static io.minimost.presence.values.PresenceState.ACTIVE;
import static io.minimost.presence.values.PresenceState.HIDDEN;
import static io.minimost.presence.values.PresenceState.IDLE;
import static io.minimost.presence.values.PresenceState.OFFLINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.values.Availability;
import io.minimost.presence.values.Status;
import io.minimost.presence.values.StatusSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a status may be, and that the override is the one by hand. */
abstract class StatusInputContract extends StatusFixture {
    StatusInputContract(StoreFixture fixture) {
        super(fixture);
    }

    @Test
    void override_isTheStatusByHand() {
        presence().setOverride("ann", PresenceOverride.IDLE);
        assertShown(IDLE_BY_HAND);
        statuses().set("ann", LUNCH.with(Availability.ACTIVE).withEnd(START.plusSeconds(60)));
        assertThat(presence().override("ann")).contains(PresenceOverride.ACTIVE);
        assertThat(presence().recentStates()).containsEntry("ann", ACTIVE);
        sweepAt(60);
        assertThat(presence().override("ann")).isEmpty();
        assertThat(presence().recentStates()).containsEntry("ann", OFFLINE);

        statuses().set("ann", LUNCH.with(Availability.IDLE));
        statuses().clear("ann", StatusSource.MANUAL);
        assertThat(presence().override("ann")).isEmpty();
        presence().setOverride("ann", PresenceOverride.IDLE);
        presence().clearOverride("ann");
        assertShown(null);
    }

    @Test
    void override_replacesTheStatusByHandWithTextAndEnd() {
        statuses().set("ann", LUNCH.withEnd(START.plusSeconds(60)));
        presence().setOverride("ann", PresenceOverride.IDLE);
        assertShown(IDLE_BY_HAND);
        sweepAt(61);
        assertShown(IDLE_BY_HAND);

        statuses().set("ann", LUNCH);
        assertThat(presence().override("ann")).isEmpty();
        statuses().set("ann", QUIET);
        presence().clearOverride("ann");
        assertShown(null);
    }

    @Test
    void override_waitsUntilTheCallIsOver() {
        presence().sessions().report("ann", DESK, HIDDEN);
        presence().setOverride("ann", PresenceOverride.IDLE);
        String call = joinedCall();
        assertShown(IN_CALL);
        assertThat(presence().recentStates()).containsEntry("ann", ACTIVE);
        assertThat(presence().override("ann")).contains(PresenceOverride.IDLE);
        presence().sessions().report("ann", DESK, ACTIVE);

        hangUp(call);
        assertShown(IDLE_BY_HAND);
        assertThat(presence().recentStates()).containsEntry("ann", IDLE);
        presence().clearOverride("ann");
        assertThat(presence().recentStates()).containsEntry("ann", ACTIVE);
    }

    /** It clears overrides, so those by hand that are overrides. */
    @Test
    void reset_keepsWhatIsNoOverride() {
        presence().setOverride("ann", PresenceOverride.IDLE);
        statuses().set("bob", LUNCH);
        statuses().set("carol", QUIET);
        fixture.resetLiveState();

        assertThat(statuses().all()).containsExactly(entry("bob", LUNCH), entry("carol", QUIET));
        assertThat(presence().override("ann")).isEmpty();
    }

    @Test
    void statusesThatAreNotValid_areRefusedAndNamed() {
        assertRefused(Status.by(StatusSource.MANUAL), "no availability");
        assertRefused(IN_CALL, "CALL is set and cleared by calls only");
        assertRefused(MEETING.with(Availability.IN_CALL), "IN_CALL is set by calls only");
        assertRefused(LUNCH.withText("x".repeat(101)), "has 101 characters");
        assertRefused(LUNCH.withText("two\nlines"), "'two\\u000alines'");
        assertRefused(LUNCH.withText(" blank"), "' blank'");
        assertRefused(LUNCH.withText(""), "empty");
        assertRefused(LUNCH.withEmoji("a b"), "'a b' contains a blank");
        assertRefused(LUNCH.withEmoji("x".repeat(33)), "has 33 characters");
        assertRefused(LUNCH.withEmoji("\ud83c"), "lone surrogate");
        assertRefused(LUNCH.withEnd(START), START + " is not in the future");
        assertRefused(LUNCH.withEnd(Instant.MIN), Instant.MIN.toString());
        assertThatThrownBy(() -> statuses().clear("ann", StatusSource.CALL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("CALL");
        for (Duration length : List.of(Duration.ZERO, Duration.ofSeconds(-5), Duration.ofSeconds(Long.MAX_VALUE))) {
            assertThatThrownBy(() -> statuses().endIn(length))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(length.toString());
        }
        assertShown(null);
        assertChanges();
    }

    @Test
    void longestTexts_andAnyEnd_areKept() {
        Status longest = LUNCH.withText("\ud83d\ude00".repeat(100))
                .withEmoji("x".repeat(32))
                .withEnd(statuses().endIn(Duration.ofDays(100_000)));
        statuses().set("ann", longest);

        assertShown(longest);
    }

    private void assertRefused(Status status, String part) {
        assertThatThrownBy(() -> statuses().set("ann", status))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(part);
    }
}
