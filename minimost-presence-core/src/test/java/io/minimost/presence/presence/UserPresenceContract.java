package io.minimost.presence.presence;

import static io.minimost.presence.values.PresenceState.ACTIVE;
import static io.minimost.presence.values.PresenceState.IDLE;
import static io.minimost.presence.values.PresenceState.OFFLINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.minimost.presence.PresenceStoreBuilder;
import io.minimost.presence.events.PresenceEvent.LiveStateReset;
import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.values.PresenceState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What presence returns and publishes, in every store. */
abstract class UserPresenceContract extends UserPresenceAnswersContract {
    UserPresenceContract(StoreFixture fixture) {
        super(fixture);
    }

    @ParameterizedTest
    @EnumSource
    void update_showsTheState(PresenceState state) {
        presence().update("alice", state);

        assertThat(presence().recentStates()).containsExactly(entry("alice", state));
        assertThat(fixture.takeEvents()).containsExactly(changed("alice", null, state, 0));
    }

    @Test
    void counts_areOfThoseWhoAreOnline() {
        assertThat(presence().onlineCount()).isZero();
        presence().update("gone", ACTIVE);
        fixture.clock().step(PresenceStoreBuilder.DEFAULT_ONLINE_WINDOW.plusSeconds(1));
        presence().update("alice", ACTIVE);
        presence().update("bob", PresenceState.HIDDEN);
        presence().update("carol", OFFLINE);
        presence().update("dave", IDLE);
        presence().setOverride("dave", PresenceOverride.OFFLINE);

        assertThat(presence().onlineCount()).isEqualTo(2);
        assertThat(presence().onlineCount(List.of("alice", "alice", "gone", "carol", "dave", "nobody")))
                .isEqualTo(1);
        assertThat(presence().onlineCount(List.of())).isZero();
    }

    @Test
    void events_followWhatOthersSee() {
        presence().update("alice", ACTIVE);
        presence().update("alice", ACTIVE);
        presence().update("alice", IDLE);
        presence().setOverride("alice", PresenceOverride.IDLE);
        presence().update("alice", ACTIVE);
        presence().setOverride("alice", PresenceOverride.OFFLINE);
        presence().clearOverride("alice");

        assertThat(fixture.takeEvents())
                .containsExactly(
                        changed("alice", null, ACTIVE, 0),
                        changed("alice", ACTIVE, IDLE, 0),
                        changed("alice", IDLE, OFFLINE, 0),
                        changed("alice", OFFLINE, ACTIVE, 0));
    }

    /** Nobody hears of it: they were not listed for a year. */
    @Test
    void presenceOfAUserWhoIsGoneForAYear_isDeleted() {
        presence().update("alice", ACTIVE);
        presence().setOverride("alice", PresenceOverride.IDLE);
        fixture.clock()
                .step(PresenceStoreBuilder.DEFAULT_ONLINE_WINDOW.plus(PresenceStoreBuilder.DEFAULT_PRESENCE_RETENTION));
        fixture.sweep();
        fixture.takeEvents();
        assertThat(presence().lastSeen("alice")).contains(START);

        fixture.clock().step(Duration.ofHours(1));
        presence().update("bob", ACTIVE);
        fixture.takeEvents();
        fixture.sweep();

        assertThat(presence().lastSeen("alice")).isEmpty();
        assertThat(presence().override("alice")).isEmpty();
        assertThat(presence().lastSeen("bob")).isPresent();
        assertThat(fixture.takeEvents()).isEmpty();
    }

    @Test
    void sweep_publishesOnceWhoIsNoLongerListed() {
        presence().update("alice", ACTIVE);
        presence().setOverride("alice", PresenceOverride.IDLE);
        presence().update("bob", OFFLINE);
        fixture.clock().stepSeconds(1);
        presence().update("carol", ACTIVE);
        fixture.takeEvents();

        fixture.clock().set(START.plusSeconds(3600));
        fixture.sweep();
        assertThat(fixture.takeEvents()).isEmpty();

        fixture.clock().set(START.plusSeconds(3601));
        fixture.sweep();
        assertThat(fixture.takeEvents())
                .containsExactly(changed("alice", IDLE, null, 3601), changed("bob", OFFLINE, null, 3601));

        fixture.sweep();
        assertThat(fixture.takeEvents()).isEmpty();

        fixture.clock().set(START.plusSeconds(3602));
        fixture.sweep();
        assertThat(fixture.takeEvents()).containsExactly(changed("carol", ACTIVE, null, 3602));
    }

    @Test
    void sweep_publishesWhoLapsed_longestUnseenFirst_thenByName() {
        presence().update("zoe", ACTIVE);
        fixture.clock().stepSeconds(1);
        presence().update("bob", ACTIVE);
        presence().update("alice", ACTIVE);
        fixture.takeEvents();
        fixture.clock().set(START.plusSeconds(7200));

        fixture.sweep();

        assertThat(fixture.takeEvents())
                .containsExactly(
                        changed("zoe", ACTIVE, null, 7200),
                        changed("alice", ACTIVE, null, 7200),
                        changed("bob", ACTIVE, null, 7200));
    }

    @Test
    void sweep_publishesNothingForWhoWasSeenAgain() {
        presence().update("alice", ACTIVE);
        fixture.sweep();
        fixture.clock().stepSeconds(3000);
        presence().update("alice", ACTIVE);
        fixture.takeEvents();

        fixture.clock().stepSeconds(3600);
        fixture.sweep();
        assertThat(fixture.takeEvents()).isEmpty();

        fixture.clock().stepSeconds(1);
        fixture.sweep();
        assertThat(fixture.takeEvents()).containsExactly(changed("alice", ACTIVE, null, 6601));
    }

    @Test
    void sweep_afterTheClockWasSetBack_isNotLate() {
        fixture.clock().stepSeconds(3000);
        presence().update("ahead", ACTIVE);
        fixture.clock().set(START);
        fixture.sweep();
        fixture.clock().stepSeconds(1);
        fixture.sweep();
        presence().update("alice", ACTIVE);
        fixture.takeEvents();

        fixture.clock().stepSeconds(3601);
        fixture.sweep();
        assertThat(fixture.takeEvents()).containsExactly(changed("alice", ACTIVE, null, 3602));
    }

    @Test
    void update_afterTheUserWasNoLongerListed_publishesTheReturn() {
        presence().update("alice", ACTIVE);
        fixture.clock().stepSeconds(3601);
        fixture.sweep();
        fixture.takeEvents();

        presence().update("alice", ACTIVE);
        assertThat(fixture.takeEvents()).containsExactly(changed("alice", null, ACTIVE, 3601));
    }

    @Test
    void reset_makesEverybodyOfflineAndClearsOverrides() {
        presence().update("alice", ACTIVE);
        presence().update("bob", OFFLINE);
        presence().setOverride("bob", PresenceOverride.ACTIVE);
        fixture.takeEvents();
        fixture.clock().stepSeconds(7);

        fixture.resetLiveState();

        assertThat(presence().recentStates()).containsExactly(entry("alice", OFFLINE), entry("bob", OFFLINE));
        assertThat(presence().override("bob")).isEmpty();
        assertThat(presence().lastSeen("alice")).contains(START);
        assertThat(fixture.takeEvents()).containsExactly(new LiveStateReset(START.plusSeconds(7)));
    }
}
