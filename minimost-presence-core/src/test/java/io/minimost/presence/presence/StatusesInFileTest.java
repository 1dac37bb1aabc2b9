package io.minimost.presence.presence;

import static io.minimost.presence.values.PresenceState.ACTIVE;
import static io.minimost.presence.values.PresenceState.HIDDEN;
import static io.minimost.presence.values.PresenceState.IDLE;
import static io.minimost.presence.values.PresenceState.OFFLINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.events.PresenceEvent;
import io.minimost.presence.events.PresenceEvent.StatusChanged;
import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.values.Availability;
import io.minimost.presence.values.StatusSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The contract, and a MiniMost, or another store, that works on the same file. */
class StatusesInFileTest extends StatusesContract {
    private static final long NOW = START.getEpochSecond();

    StatusesInFileTest() {
        super(StoreFixture.inFile());
    }

    @Test
    void miniMost_seesTheStatusAsStateAndOverride() {
        presence().sessions().report("ann", DESK, HIDDEN);
        statuses().set("ann", QUIET);
        assertThat(row()).isEqualTo("[[ann, active, null]]");
        statuses().set("ann", LUNCH);
        assertThat(row()).isEqualTo("[[ann, hidden, null]]");
        statuses().set("ann", LUNCH.with(Availability.IDLE));
        assertThat(row()).isEqualTo("[[ann, hidden, idle]]");
        String call = joinedCall();
        assertThat(row()).isEqualTo("[[ann, active, null]]");
        hangUp(call);
        assertThat(row()).isEqualTo("[[ann, hidden, idle]]");
        statuses().clear("ann", StatusSource.MANUAL);
        assertThat(row()).isEqualTo("[[ann, hidden, null]]");
    }

    @Test
    void overrideThatAMiniMostSets_replacesTheStatusByHand() {
        presence().update("ann", HIDDEN);
        statuses().set("ann", LUNCH.withEnd(START.plusSeconds(60)));
        override("'idle'", 1);
        assertShown(IDLE_BY_HAND);
        sweepAt(2);
        sweepAt(61);
        assertShown(IDLE_BY_HAND);
        assertChanges(
                changed(null, LUNCH.withEnd(START.plusSeconds(60)), 0),
                changed(LUNCH.withEnd(START.plusSeconds(60)), IDLE_BY_HAND, 2));
        assertThat(presence().recentStates()).containsExactly(entry("ann", IDLE));
    }

    @Test
    void overrideThatAMiniMostClears_clearsTheStatusByHand() {
        statuses().set("ann", LUNCH.with(Availability.IDLE));
        override("NULL", 1);
        assertShown(null);
        sweepAt(2);
        assertChanges(changed(null, LUNCH.with(Availability.IDLE), 0), changed(LUNCH.with(Availability.IDLE), null, 2));
    }

    @Test
    void overrideOfAMiniMost_isCleared_andSurvivesACall() {
        presence().update("ann", HIDDEN);
        override("'idle'", 1);
        assertShown(IDLE_BY_HAND);
        String call = joinedCall();
        assertShown(IN_CALL);
        assertThat(row()).isEqualTo("[[ann, active, null]]");
        hangUp(call);
        assertShown(IDLE_BY_HAND);
        assertThat(row()).isEqualTo("[[ann, hidden, idle]]");
        presence().clearOverride("ann");
        assertShown(null);
    }

    @Test
    void overrideThatAMiniMostSetsDuringACall_countsAfterIt() {
        presence().sessions().report("ann", DESK, HIDDEN);
        presence().setOverride("ann", PresenceOverride.IDLE);
        String call = joinedCall();
        override("'active'", 1);
        sweepAt(2);
        assertShown(IN_CALL);
        assertThat(presence().override("ann")).contains(PresenceOverride.ACTIVE);
        hangUp(call);
        assertThat(row()).isEqualTo("[[ann, hidden, active]]");
    }

    /** From a newer MiniMost. */
    @Test
    void unknownOverride_isLeft() {
        presence().update("ann", HIDDEN);
        override("'away'", 1);
        hangUp(joinedCall());
        statuses().set("ann", MEETING);
        sweepAt(3);

        assertThat(row()).isEqualTo("[[ann, hidden, away]]");
        assertShown(MEETING);
    }

    @Test
    void startOfAMiniMost_keepsWhatIsNoOverride() {
        presence().sessions().report("ann", DESK, IDLE);
        statuses().set("ann", LUNCH);
        statuses().set("bob", LUNCH.with(Availability.IDLE));
        fixture.plain().sql("UPDATE presence SET state = 'offline', override = NULL");
        sweepAt(2);

        assertThat(statuses().all()).containsExactly(entry("ann", LUNCH));
        assertThat(presence().recentStates()).containsExactly(entry("ann", IDLE), entry("bob", OFFLINE));
    }

    @Test
    void heartbeatOfAMiniMost_isWrittenOverInACall() {
        presence().update("ann", HIDDEN);
        String call = joinedCall();
        fixture.plain().sql("UPDATE presence SET state = 'idle', last_seen = ? WHERE user = 'ann'", NOW + 1);
        sweepAt(2);
        assertThat(presence().recentStates()).containsExactly(entry("ann", ACTIVE));
        hangUp(call);
        assertThat(presence().recentStates()).containsExactly(entry("ann", IDLE));
    }

    @Test
    void callThatAMiniMostEnds_endsTheStatus_once() {
        presence().sessions().report("ann", DESK, HIDDEN);
        joinedCall();
        fixture.plain().sql("UPDATE calls SET state = 'ended', ended_ts = ?", NOW + 1.5);
        sweepAt(2);
        sweepAt(3);

        assertShown(null);
        assertThat(presence().recentStates()).containsExactly(entry("ann", HIDDEN));
        assertChanges(changed(null, IN_CALL, 0), changed(IN_CALL, null, 2));
    }

    @Test
    void callThatAMiniMostAnswers_isTheStatus_once() {
        String call = ring();
        fixture.plain()
                .sql(
                        "UPDATE call_participants SET state = 'accepted', joined_ts = ?, last_seen_ts = ?"
                                + " WHERE call_id = '" + call + "' AND username = 'bob'",
                        NOW + 1.0,
                        NOW + 1.0);
        fixture.plain().sql("UPDATE calls SET state = 'active', answered_ts = ?", NOW + 1.0);
        sweepAt(2);
        sweepAt(3);

        assertShown(IN_CALL);
        assertChanges(changed(null, IN_CALL, 2));
    }

    /** Two stores, of which both sweep. */
    @Test
    void changes_areToldOnceOverAllStores() {
        List<StatusChanged> told = Collections.synchronizedList(new ArrayList<>());
        fixture.store().events().on(StatusChanged.class, told::add);
        try (PresenceStore other = PresenceStore.builder()
                .file(fixture.file())
                .clock(fixture.clock())
                .manualSweeps()
                .open()) {
            other.events().on(PresenceEvent.class, event -> {
                if (event instanceof StatusChanged change) {
                    told.add(change);
                }
            });
            other.presence().statuses().set("ann", LUNCH.withEnd(START.plusSeconds(5)));
            joinedCall();
            for (int second : List.of(5, 6, 70)) {
                fixture.clock().set(START.plusSeconds(second));
                other.sweep();
                fixture.sweep();
            }
            StoreFixture.awaitDelivered(other);
            StoreFixture.awaitDelivered(fixture.store());
        }

        assertThat(told.stream().filter(change -> change.user().equals("ann")))
                .containsExactly(
                        changed(null, LUNCH.withEnd(START.plusSeconds(5)), 0),
                        changed(LUNCH.withEnd(START.plusSeconds(5)), IN_CALL, 0),
                        changed(IN_CALL, null, 70));
    }

    private void override(String value, long second) {
        fixture.plain()
                .sql("UPDATE presence SET override = " + value + ", last_seen = ? WHERE user = 'ann'", NOW + second);
    }

    private String row() {
        return fixture.plain().dump("presence", "user, state, override");
    }
}
