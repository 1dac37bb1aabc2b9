package io.minimost.presence.presence;

import static io.minimost.presence.values.PresenceState.ACTIVE;
import static io.minimost.presence.values.PresenceState.HIDDEN;
import static io.minimost.presence.values.PresenceState.IDLE;
import static io.minimost.presence.values.PresenceState.OFFLINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.minimost.presence.events.PresenceEvent.PresenceChanged;
import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.values.Availability;
import io.minimost.presence.values.PresenceState;
import io.minimost.presence.values.Status;
import io.minimost.presence.values.StatusSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which status others see, until when, and what of it a MiniMost sees. */
abstract class StatusesContract extends StatusInputContract {
    StatusesContract(StoreFixture fixture) {
        super(fixture);
    }

    @Test
    void status_isShownUntilItIsCleared_andToldOnce() {
        statuses().set("ann", LUNCH);
        statuses().set("ann", LUNCH);
        assertShown(LUNCH);
        assertChanges(changed(null, LUNCH, 0));

        sweepAt(1_000_000);
        assertShown(LUNCH);
        assertThat(statuses().clear("ann", StatusSource.MANUAL)).isTrue();
        assertShown(null);
        assertThat(statuses().clear("ann", StatusSource.MANUAL)).isFalse();
        assertChanges(changed(LUNCH, null, 1_000_000));
    }

    @Test
    void status_endsOnTime_andThatIsToldOnce() {
        Status tillOne = LUNCH.withEnd(START.plusSeconds(30));
        statuses().set("ann", tillOne);
        fixture.takeStatusChanges();

        sweepAt(29);
        assertShown(tillOne);
        fixture.clock().set(START.plusSeconds(30));
        assertShown(null);
        assertThat(statuses().claimsOf("ann")).isEmpty();
        fixture.sweep();
        sweepAt(31);
        assertChanges(changed(tillOne, null, 30));
    }

    @Test
    void statusThatReplacesOneThatHasEnded_isAChangeOfThatOne() {
        Status tillOne = LUNCH.withEnd(START.plusSeconds(30));
        statuses().set("ann", tillOne);
        fixture.clock().stepSeconds(60);
        statuses().set("ann", QUIET);

        sweepAt(61);
        assertChanges(changed(null, tillOne, 0), changed(tillOne, QUIET, 60));
    }

    @Test
    void highestClaim_isShown_andThenTheNext() {
        Status busy = MEETING.with(Availability.DO_NOT_DISTURB).withEnd(START.plusSeconds(3600));
        statuses().set("ann", busy);
        assertShown(busy);
        statuses().set("ann", LUNCH);
        assertShown(LUNCH);
        String call = joinedCall();
        assertShown(IN_CALL);
        statuses().set("ann", QUIET);
        assertShown(QUIET);
        assertThat(statuses().claimsOf("ann")).containsExactly(QUIET, IN_CALL, busy);

        statuses().clear("ann", StatusSource.MANUAL);
        assertShown(IN_CALL);
        hangUp(call);
        assertShown(busy);
        sweepAt(3600);
        assertShown(null);
        assertChanges(
                changed(null, busy, 0),
                changed(busy, LUNCH, 0),
                changed(LUNCH, IN_CALL, 0),
                changed(IN_CALL, QUIET, 0),
                changed(QUIET, IN_CALL, 0),
                changed(IN_CALL, busy, 0),
                changed(busy, null, 3600));
    }

    @Test
    void claimThatIsNotShown_changesNothingForOthers() {
        statuses().set("ann", QUIET);
        fixture.takeStatusChanges();
        statuses().set("ann", MEETING.withEnd(START.plusSeconds(10)));
        hangUp(joinedCall());
        sweepAt(20);

        assertChanges();
        assertThat(statuses().claimsOf("ann")).containsExactly(QUIET);
    }

    /** A user who appears offline does not appear in a call. */
    @Test
    void offlineByHand_hidesACall() {
        presence().sessions().report("ann", DESK, ACTIVE);
        presence().setOverride("ann", PresenceOverride.OFFLINE);
        joinedCall();

        assertShown(Status.by(StatusSource.MANUAL).with(Availability.OFFLINE));
        assertThat(presence().recentStates()).containsEntry("ann", OFFLINE);
    }

    @Test
    void doNotDisturb_isActive_asLongAsAClientRuns() {
        presence().sessions().report("ann", DESK, HIDDEN);
        fixture.takeEvents();
        statuses().set("ann", QUIET);
        presence().sessions().report("ann", DESK, IDLE);
        assertThat(presence().recentStates()).containsExactly(entry("ann", ACTIVE));
        presence().sessions().end("ann", DESK);
        assertThat(presence().recentStates()).containsExactly(entry("ann", OFFLINE));
        presence().sessions().report("ann", DESK, IDLE);
        assertThat(presence().recentStates()).containsExactly(entry("ann", ACTIVE));

        statuses().clear("ann", StatusSource.MANUAL);
        assertThat(presence().recentStates()).containsExactly(entry("ann", IDLE));
        assertThat(fixture.takeEvents())
                .containsExactly(
                        presenceChanged(Optional.of(HIDDEN), Optional.of(ACTIVE)),
                        presenceChanged(Optional.of(ACTIVE), Optional.of(OFFLINE)),
                        presenceChanged(Optional.of(OFFLINE), Optional.of(ACTIVE)),
                        presenceChanged(Optional.of(ACTIVE), Optional.of(IDLE)));
    }

    /** As MiniMost's page reports. */
    @Test
    void doNotDisturb_isActive_alsoForClientsWithoutASession() {
        presence().update("ann", HIDDEN);
        statuses().set("ann", QUIET);
        assertThat(presence().recentStates()).containsExactly(entry("ann", ACTIVE));
        presence().update("ann", HIDDEN);
        presence().update("ann", IDLE);
        assertThat(presence().recentStates()).containsExactly(entry("ann", ACTIVE));
        presence().update("ann", OFFLINE);
        assertThat(presence().recentStates()).containsExactly(entry("ann", OFFLINE));
        presence().update("ann", HIDDEN);
        assertThat(presence().recentStates()).containsExactly(entry("ann", ACTIVE));

        statuses().clear("ann", StatusSource.MANUAL);
        assertThat(presence().recentStates()).containsExactly(entry("ann", HIDDEN));
        presence().update("ann", IDLE);
        assertThat(presence().recentStates()).containsExactly(entry("ann", IDLE));
    }

    @Test
    void stateOfACalendar_countsAsLongAsAClientRuns() {
        statuses().set("ann", MEETING.with(Availability.IDLE));
        assertThat(presence().recentStates()).isEmpty();
        assertThat(presence().lastSeen("ann")).isEmpty();
        presence().update("ann", ACTIVE);
        assertThat(presence().recentStates()).containsExactly(entry("ann", IDLE));
        presence().sessions().report("ann", DESK, ACTIVE);
        assertThat(presence().recentStates()).containsExactly(entry("ann", IDLE));

        statuses().clear("ann", StatusSource.CALENDAR);
        assertThat(presence().recentStates()).containsExactly(entry("ann", ACTIVE));
    }

    @Test
    void doNotDisturb_isForHostsThatNotify() {
        assertThat(statuses().isDoNotDisturb("ann")).isFalse();
        statuses().set("ann", MEETING.with(Availability.DO_NOT_DISTURB));
        assertThat(statuses().isDoNotDisturb("ann")).isTrue();
        joinedCall();
        assertThat(statuses().isDoNotDisturb("ann")).isTrue();

        presence().setOverride("ann", PresenceOverride.ACTIVE);
        assertThat(statuses().isDoNotDisturb("ann")).isFalse();
        statuses().set("ann", QUIET.withEnd(START.plusSeconds(5)));
        assertThat(statuses().isDoNotDisturb("ann")).isTrue();
        statuses().clear("ann", StatusSource.CALENDAR);
        fixture.clock().stepSeconds(5);
        assertThat(statuses().isDoNotDisturb("ann")).isFalse();
    }

    @Test
    void visible_isWhatOthersSee_andStrangersAreLikeThoseWhoWereNeverSeen() {
        presence().update("bob", HIDDEN);
        statuses().set("ann", LUNCH);

        assertThat(presence().visible(List.of("nobody", "bob", "ann")))
                .containsExactly(
                        entry("nobody", new VisiblePresence(OFFLINE, Optional.empty(), Optional.empty())),
                        entry("bob", new VisiblePresence(HIDDEN, Optional.empty(), Optional.of(START))),
                        entry("ann", new VisiblePresence(OFFLINE, Optional.of(LUNCH), Optional.of(START))));
    }

    @Test
    void deletedUser_hasNoStatus() {
        statuses().set("ann", LUNCH);
        statuses().set("ann", MEETING.withEnd(START.plusSeconds(60)));
        fixture.takeStatusChanges();
        fixture.store().deleteUser("ann");
        sweepAt(61);

        assertShown(null);
        assertChanges();
    }

    private static PresenceChanged presenceChanged(Optional<PresenceState> before, Optional<PresenceState> after) {
        return new PresenceChanged("ann", before, after, START);
    }
}
