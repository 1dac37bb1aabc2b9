package io.minimost.presence.presence;

import static io.minimost.presence.values.PresenceState.ACTIVE;
import static io.minimost.presence.values.PresenceState.HIDDEN;
import static io.minimost.presence.values.PresenceState.IDLE;
import static io.minimost.presence.values.PresenceState.OFFLINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.minimost.presence.events.PresenceEvent;
import io.minimost.presence.events.PresenceEvent.PresenceChanged;
import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.values.PresenceState;
import io.minimost.presence.values.StatusSource;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A user who is invisible looks like one who has gone offline, in every answer and event. */
abstract class InvisibleContract extends StatusFixture {
    private static final String PHONE = "phone-0001";

    InvisibleContract(StoreFixture fixture) {
        super(fixture);
    }

    @Test
    void invisibleUser_isOfflineAtOnce_andShownAgainAtOnce() {
        presence().sessions().report("ann", DESK, ACTIVE);
        statuses().set("ann", LUNCH);
        fixture.takeEvents();
        fixture.takeStatusChanges();
        fixture.clock().stepSeconds(5);
        setInvisible(true);
        assertOffline(START.plusSeconds(5));
        fixture.clock().stepSeconds(5);
        setInvisible(false);

        assertThat(presence().recentStates()).containsExactly(entry("ann", ACTIVE));
        assertShown(LUNCH);
        assertThat(presence().lastSeen("ann")).contains(START.plusSeconds(10));
        assertThat(presenceChanges())
                .containsExactly(presenceChanged(ACTIVE, OFFLINE, 5), presenceChanged(OFFLINE, ACTIVE, 10));
        assertChanges(changed(LUNCH, null, 5), changed(null, LUNCH, 10));
    }

    /** Whatever they do. */
    @Test
    void invisibleUser_isOnlineInNoAnswerAndNoEvent() {
        presence().sessions().report("ann", DESK, ACTIVE);
        setInvisible(true);
        fixture.takeEvents();
        fixture.takeStatusChanges();
        List<Runnable> acts = List.of(
                () -> presence().sessions().report("ann", DESK, IDLE),
                () -> presence().sessions().open("ann", PHONE, SessionKind.MOBILE, ACTIVE),
                () -> assertThat(presence().sessions().renew("ann", PHONE)).isTrue(),
                () -> presence().sessions().end("ann", DESK),
                () -> presence().update("ann", ACTIVE),
                () -> presence().update("ann", ACTIVE),
                () -> presence().update("ann", HIDDEN),
                () -> presence().setOverride("ann", PresenceOverride.ACTIVE),
                () -> statuses()
                        .set("ann", QUIET.withEnd(fixture.clock().instant().plusSeconds(4))),
                () -> statuses().set("ann", MEETING),
                () -> hangUp(joinedCall()),
                this::joinedCall,
                () -> presence().clearOverride("ann"),
                () -> presence().setOverride("ann", PresenceOverride.IDLE),
                () -> presence().sessions().end("ann", PHONE),
                () -> presence().update("ann", OFFLINE),
                () -> presence().update("ann", OFFLINE),
                () -> presence().update("ann", ACTIVE));
        for (Runnable act : acts) {
            fixture.clock().stepSeconds(5);
            act.run();
            assertOffline(START);
            fixture.sweep();
            assertOffline(START);
        }

        assertThat(presenceChanges()).isEmpty();
        assertChanges();
        assertThat(statuses().claimsOf("ann")).isNotEmpty();
        assertThat(presence().override("ann")).contains(PresenceOverride.IDLE);
    }

    @Test
    void invisibleUser_isUnlistedLikeOneWhoIsOffline() {
        presence().sessions().report("ann", DESK, ACTIVE);
        setInvisible(true);
        fixture.takeEvents();
        for (int second = 60; second <= 3600; second += 60) {
            sweepAt(second);
            presence().sessions().report("ann", DESK, ACTIVE);
        }
        assertThat(presence().recentStates()).containsExactly(entry("ann", OFFLINE));
        sweepAt(3601);

        assertThat(presence().recentStates()).isEmpty();
        assertThat(presence().lastSeen("ann")).contains(START);
        assertThat(presenceChanges()).containsExactly(presenceChanged(OFFLINE, null, 3601));
        assertThat(presence().isOnline("ann")).isTrue();
        setInvisible(false);
        assertThat(presence().recentStates()).containsExactly(entry("ann", ACTIVE));
        assertThat(presenceChanges()).containsExactly(presenceChanged(null, ACTIVE, 3601));
    }

    @Test
    void userWhoWasAlwaysInvisible_wasNeverSeen() {
        setInvisible(true);
        presence().update("ann", ACTIVE);
        presence().sessions().report("ann", DESK, ACTIVE);
        fixture.clock().stepSeconds(10);
        presence().update("ann", IDLE);

        assertThat(presence().visible(List.of("ann")).get("ann"))
                .isEqualTo(presence().visible(List.of("nobody")).get("nobody"));
        assertThat(presence().lastSeen("ann")).isEmpty();
        assertThat(presence().lastActive("ann")).isEmpty();
        assertThat(presence().recentStates()).isEmpty();
        assertThat(presenceChanges()).isEmpty();
        assertThat(presence().isOnline("ann")).isTrue();
    }

    @Test
    void lastSession_endsUnseen() {
        presence().sessions().report("ann", DESK, ACTIVE);
        setInvisible(true);
        fixture.takeEvents();
        fixture.clock().stepSeconds(50);
        presence().sessions().report("ann", DESK, ACTIVE);
        sweepAt(141);

        assertThat(presence().isOnline("ann")).isFalse();
        assertOffline(START);
        assertThat(presence().lastActive("ann")).contains(START);
        setInvisible(false);
        assertOffline(START);
        assertThat(presence().lastActive("ann")).contains(START);
        assertThat(presenceChanges()).isEmpty();
    }

    @Test
    void reset_leavesInvisibleUsersInvisible() {
        presence().update("ann", ACTIVE);
        setInvisible(true);
        fixture.resetLiveState();
        fixture.takeEvents();
        presence().update("ann", ACTIVE);

        assertOffline(START);
        assertThat(presenceChanges()).isEmpty();
    }

    @Test
    void hostKnowsWhoIsOnline_whateverOthersSee() {
        assertThat(presence().isOnline("ann")).isFalse();
        presence().update("ann", HIDDEN);
        assertThat(presence().isOnline("ann")).isTrue();
        presence().setOverride("ann", PresenceOverride.OFFLINE);
        assertThat(presence().isOnline("ann")).isTrue();
        presence().update("ann", OFFLINE);
        presence().setOverride("ann", PresenceOverride.ACTIVE);
        assertThat(presence().isOnline("ann")).isFalse();
        setInvisible(true);
        presence().sessions().report("ann", DESK, IDLE);
        assertThat(presence().isOnline("ann")).isTrue();
        sweepAt(91);
        assertThat(presence().isOnline("ann")).isFalse();
    }

    @Test
    void lastSeen_isShownToNobody_ifTheUserWantsThat() {
        presence().update("ann", ACTIVE);
        assertThat(presence().lastActive("ann")).contains(START);
        var unused = presence().privacy().change("ann", before -> before.withLastSeen(LastSeenPrivacy.NOBODY));

        assertThat(presence().lastSeen("ann")).isEmpty();
        assertThat(presence().lastActive("ann")).isEmpty();
        assertThat(presence().visible(List.of("ann")))
                .containsExactly(entry("ann", new VisiblePresence(ACTIVE, Optional.empty(), Optional.empty())));
        assertThat(presence().recentStates()).containsExactly(entry("ann", ACTIVE));
    }

    @Test
    void userWithoutSessions_comesBackAsTheyAre() {
        presence().update("ann", HIDDEN);
        presence().setOverride("ann", PresenceOverride.IDLE);
        setInvisible(true);
        assertOffline(START);
        fixture.clock().stepSeconds(10);
        setInvisible(false);

        assertThat(presence().recentStates()).containsExactly(entry("ann", IDLE));
        assertThat(statuses().clear("ann", StatusSource.MANUAL)).isTrue();
        assertThat(presence().recentStates()).containsExactly(entry("ann", HIDDEN));
        presence().update("ann", ACTIVE);
        assertThat(presence().recentStates()).containsExactly(entry("ann", ACTIVE));
    }

    void setInvisible(boolean isInvisible) {
        var unused = presence().privacy().change("ann", before -> before.withInvisible(isInvisible));
    }

    /** By every method that others may ask. */
    void assertOffline(Instant lastSeen) {
        assertThat(presence().recentStates().getOrDefault("ann", OFFLINE)).isEqualTo(OFFLINE);
        assertThat(presence().statesOf(List.of("ann")).getOrDefault("ann", OFFLINE))
                .isEqualTo(OFFLINE);
        assertThat(presence().visible(List.of("ann")))
                .containsExactly(entry("ann", new VisiblePresence(OFFLINE, Optional.empty(), Optional.of(lastSeen))));
        assertThat(presence().lastSeen("ann")).contains(lastSeen);
        assertThat(presence().lastActive("ann").orElse(lastSeen)).isBeforeOrEqualTo(lastSeen);
        assertThat(fixture.store().snapshot("bob", List.of("general")).online().getOrDefault("ann", OFFLINE))
                .isEqualTo(OFFLINE);
        assertShown(null);
    }

    List<PresenceEvent> presenceChanges() {
        return fixture.takeEvents().stream()
                .filter(PresenceChanged.class::isInstance)
                .toList();
    }

    static PresenceChanged presenceChanged(@Nullable PresenceState before, @Nullable PresenceState after, long second) {
        return new PresenceChanged(
                "ann", Optional.ofNullable(before), Optional.ofNullable(after), START.plusSeconds(second));
    }
}
