package io.minimost.presence.presence;

import static io.minimost.presence.values.PresenceState.ACTIVE;
import static io.minimost.presence.values.PresenceState.HIDDEN;
import static io.minimost.presence.values.PresenceState.OFFLINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.minimost.presence.events.PresenceEvent.PresenceChanged;
import io.minimost.presence.testing.StoreFixture;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** That a user is in a call, by whatever it begins and ends. */
abstract class CallStatusContract extends StatusFixture {
    CallStatusContract(StoreFixture fixture) {
        super(fixture);
    }

    @Test
    void call_countsFromTheAnswer_forBoth() {
        String call = ring();
        assertShown(null);
        fixture.clock().stepSeconds(1);
        accept(call, "bob");
        assertShown(IN_CALL);
        assertThat(statuses().statusOf("bob")).contains(IN_CALL);

        fixture.clock().stepSeconds(1);
        hangUp(call);
        assertThat(statuses().all()).isEmpty();
        assertChanges(changed(null, IN_CALL, 1), changed(IN_CALL, null, 2));
    }

    @Test
    void callThatNobodyAnswers_isNone() {
        ring();
        sweepAt(31);

        assertChanges();
    }

    @Test
    void call_isTold_alsoOfUsersWhoWereNeverSeen_whoStaySo() {
        hangUp(joinedCall());

        assertThat(fixture.takeStatusChanges()).hasSize(4);
        assertThat(presence().recentStates()).isEmpty();
        assertThat(presence().lastSeen("ann")).isEmpty();
    }

    @Test
    void call_isActive_asLongAsAClientRuns() {
        presence().sessions().report("ann", DESK, HIDDEN);
        presence().update("bob", HIDDEN);
        String call = joinedCall();
        assertThat(presence().recentStates()).containsExactly(entry("ann", ACTIVE), entry("bob", ACTIVE));
        presence().update("bob", OFFLINE);
        assertThat(presence().recentStates()).containsExactly(entry("ann", ACTIVE), entry("bob", OFFLINE));
        fixture.takeEvents();

        hangUp(call);
        assertThat(presence().recentStates()).containsExactly(entry("ann", HIDDEN), entry("bob", OFFLINE));
        assertThat(fixture.takeEvents().stream().filter(PresenceChanged.class::isInstance))
                .containsExactly(new PresenceChanged("ann", Optional.of(ACTIVE), Optional.of(HIDDEN), START));
    }

    @Test
    void firstReport_inACall_isActive() {
        String call = joinedCall();
        presence().update("ann", HIDDEN);
        assertThat(presence().recentStates()).containsExactly(entry("ann", ACTIVE));

        hangUp(call);
        assertThat(presence().recentStates()).containsExactly(entry("ann", HIDDEN));
    }

    @Test
    void callThatIsLost_endsForBoth_once() {
        joinedCall();
        sweepAt(61);
        fixture.sweep();

        assertShown(null);
        assertChanges(changed(null, IN_CALL, 0), changed(IN_CALL, null, 61));
    }

    @Test
    void callOfADeletedUserOrChannel_endsForOthers() {
        joinedCall();
        fixture.store().deleteUser("bob");
        assertShown(null);
        assertChanges(changed(null, IN_CALL, 0), changed(IN_CALL, null, 0));

        joinedCall();
        fixture.store().deleteChannel("dm:ann:bob");
        assertShown(null);
        assertChanges(changed(null, IN_CALL, 0), changed(IN_CALL, null, 0));

        joinedCall();
        fixture.store().deleteUser("ann");
        sweepAt(5);
        assertThat(statuses().all()).isEmpty();
        assertThat(presence().lastSeen("ann")).isEmpty();
        assertChanges(changed(null, IN_CALL, 0));
    }

    @Test
    void reset_endsTheCalls() {
        presence().sessions().report("ann", DESK, HIDDEN);
        joinedCall();
        fixture.resetLiveState();

        assertThat(statuses().all()).isEmpty();
        assertThat(presence().statesOf(List.of("ann"))).containsExactly(entry("ann", OFFLINE));
        sweepAt(5);
        assertThat(presence().statesOf(List.of("ann"))).containsExactly(entry("ann", OFFLINE));
    }

    /** Who rejoins has been in it all the time; who leaves one of two calls is in the other. */
    @Test
    void otherCall_keepsTheStatus() {
        String call = joinedCall();
        accept(call, "ann");
        String second = fixture.store()
                .calls()
                .initiate("dm:ann:carol", "carol")
                .call()
                .orElseThrow()
                .id();
        accept(second, "ann");
        hangUp(call);
        assertShown(IN_CALL);
        assertChanges(changed(null, IN_CALL, 0));

        hangUp(second);
        assertChanges(changed(IN_CALL, null, 0));
    }
}
