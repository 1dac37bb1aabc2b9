package io.minimost.presence.presence;

import static io.minimost.presence.values.PresenceState.ACTIVE;
import static io.minimost.presence.values.PresenceState.HIDDEN;
import static io.minimost.presence.values.PresenceState.IDLE;
import static io.minimost.presence.values.PresenceState.OFFLINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.minimost.presence.events.PresenceEvent.PresenceChanged;
import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.values.PresenceState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What presence returns, in every store. */
abstract class UserPresenceAnswersContract {
    static final Instant START = StoreFixture.START;

    @RegisterExtension
    final StoreFixture fixture;

    UserPresenceAnswersContract(StoreFixture fixture) {
        this.fixture = fixture;
    }

    @Test
    void online_isInByteOrder() {
        for (String user : List.of("carol", "Zoe", "\ud83d\ude00", "alice", "\uff5e", "b b")) {
            presence().update(user, ACTIVE);
        }

        assertThat(presence().recentStates().keySet())
                .containsExactly("Zoe", "alice", "b b", "carol", "\uff5e", "\ud83d\ude00");
    }

    @Test
    void online_listsAUserForAnHourInclusive() {
        fixture.clock().set(START.plusMillis(900));
        presence().update("alice", IDLE);

        fixture.clock().set(START.plusMillis(3_600_999));
        assertThat(presence().recentStates()).containsExactly(entry("alice", IDLE));
        assertThat(presence().statesOf(List.of("alice"))).containsExactly(entry("alice", IDLE));

        fixture.clock().set(START.plusMillis(3_601_000));
        assertThat(presence().recentStates()).isEmpty();
        assertThat(presence().statesOf(List.of("alice"))).isEmpty();
    }

    @Test
    void online_withAnotherWindow_keepsToIt() {
        fixture.reopen(builder -> builder.onlineWindow(Duration.ofSeconds(90)));
        presence().update("alice", ACTIVE);

        fixture.clock().stepSeconds(90);
        assertThat(presence().recentStates()).containsKey("alice");

        fixture.clock().stepSeconds(1);
        assertThat(presence().recentStates()).isEmpty();
    }

    @Test
    void reportsThatAreAheadOfTheClock_areNotListed_andNeitherWhenTheClockHasReachedThem() {
        presence().update("alice", ACTIVE);
        fixture.clock().stepSeconds(-2);
        assertThat(presence().recentStates()).containsExactly(entry("alice", ACTIVE));

        fixture.clock().stepSeconds(-1);
        assertThat(presence().recentStates()).isEmpty();
        assertThat(presence().statesOf(List.of("alice"))).isEmpty();
        fixture.sweep();

        fixture.clock().stepSeconds(3);
        assertThat(presence().recentStates()).isEmpty();
        presence().update("alice", IDLE);
        assertThat(presence().recentStates()).containsExactly(entry("alice", IDLE));
    }

    @Test
    void reportThatIsAheadOfTheClock_isReportedAsOver_once() {
        presence().update("alice", ACTIVE);
        fixture.sweep();
        fixture.takeEvents();
        fixture.clock().step(Duration.ofHours(-3));

        fixture.sweep();
        fixture.sweep();

        assertThat(fixture.takeEvents())
                .containsExactly(new PresenceChanged(
                        "alice",
                        Optional.of(ACTIVE),
                        Optional.empty(),
                        fixture.clock().instant()));
    }

    @Test
    void statesOf_returnsTheGivenOrderAndLeavesOutStrangers() {
        presence().update("alice", ACTIVE);
        presence().update("bob", HIDDEN);
        presence().update("carol", IDLE);

        assertThat(presence().statesOf(List.of("carol", "nobody", "alice")))
                .containsExactly(entry("carol", IDLE), entry("alice", ACTIVE));
        assertThat(presence().statesOf(List.of())).isEmpty();
    }

    @Test
    void results_areUnmodifiable() {
        presence().update("alice", ACTIVE);

        assertThat(presence().recentStates()).isUnmodifiable();
        assertThat(presence().statesOf(List.of("alice"))).isUnmodifiable();
    }

    @Test
    void lastSeen_isToTheSecondAndForever() {
        assertThat(presence().lastSeen("alice")).isEmpty();
        fixture.clock().set(START.plusMillis(900));
        presence().update("alice", ACTIVE);
        fixture.clock().stepSeconds(1_000_000);

        assertThat(presence().lastSeen("alice")).contains(START);
    }

    @Test
    void lastSeen_movesWithEveryReportAlsoOffline() {
        presence().update("alice", ACTIVE);
        fixture.clock().stepSeconds(10);
        presence().update("alice", OFFLINE);
        assertThat(presence().lastSeen("alice")).contains(START.plusSeconds(10));

        fixture.clock().stepSeconds(10);
        presence().setOverride("alice", PresenceOverride.IDLE);
        assertThat(presence().lastSeen("alice")).contains(START.plusSeconds(20));

        fixture.clock().stepSeconds(10);
        presence().clearOverride("alice");
        assertThat(presence().lastSeen("alice")).contains(START.plusSeconds(30));
    }

    @ParameterizedTest
    @EnumSource
    void override_winsUntilItIsCleared(PresenceOverride override) {
        presence().update("alice", HIDDEN);
        presence().setOverride("alice", override);
        assertThat(presence().override("alice")).contains(override);
        assertThat(presence().recentStates()).containsExactly(entry("alice", override.state()));
        assertThat(presence().statesOf(List.of("alice"))).containsExactly(entry("alice", override.state()));

        presence().update("alice", IDLE);
        assertThat(presence().recentStates()).containsExactly(entry("alice", override.state()));

        presence().clearOverride("alice");
        assertThat(presence().override("alice")).isEmpty();
        assertThat(presence().recentStates()).containsExactly(entry("alice", IDLE));
    }

    @Test
    void override_ofAStranger_createsAnOfflineUser() {
        presence().setOverride("alice", PresenceOverride.ACTIVE);
        presence().clearOverride("bob");

        assertThat(presence().recentStates()).containsExactly(entry("alice", ACTIVE), entry("bob", OFFLINE));
        presence().clearOverride("alice");
        assertThat(presence().recentStates()).containsEntry("alice", OFFLINE);
        assertThat(presence().override("carol")).isEmpty();
    }

    UserPresence presence() {
        return fixture.store().presence();
    }

    static PresenceChanged changed(
            String user, @Nullable PresenceState before, @Nullable PresenceState after, long second) {
        return new PresenceChanged(
                user, Optional.ofNullable(before), Optional.ofNullable(after), START.plusSeconds(second));
    }
}
