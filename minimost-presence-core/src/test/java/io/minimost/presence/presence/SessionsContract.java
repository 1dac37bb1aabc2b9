package io.minimost.presence.presence;

import static io.minimost.presence.presence.UserPresenceAnswersContract.changed;
import static io.minimost.presence.values.PresenceState.ACTIVE;
import static io.minimost.presence.values.PresenceState.HIDDEN;
import static io.minimost.presence.values.PresenceState.IDLE;
import static io.minimost.presence.values.PresenceState.OFFLINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.minimost.presence.events.PresenceEvent.LiveStateReset;
import io.minimost.presence.testing.StoreFixture;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The same, and how long sessions live. */
abstract class SessionsContract extends SessionStatesContract {
    SessionsContract(StoreFixture fixture) {
        super(fixture);
    }

    @Test
    void user_isListedForAnHourAfterTheLastSessionHasEnded() {
        report(DESK, ACTIVE);
        report(DESK, OFFLINE);
        fixture.takeEvents();

        sweepAt(3600);
        assertThat(presence().recentStates()).containsExactly(entry("ann", OFFLINE));
        sweepAt(3601);
        assertThat(presence().recentStates()).isEmpty();
        assertEvents(changed("ann", OFFLINE, null, 3601));
    }

    @Test
    void lease_endsAfter90Seconds_andIsToldOnce() {
        report(DESK, ACTIVE);
        fixture.takeEvents();

        sweepAt(90);
        assertEvents();
        sweepAt(91);
        fixture.sweep();
        assertEvents(changed("ann", ACTIVE, OFFLINE, 91));
        assertThat(sessions().sessionsOf("ann")).isEmpty();
    }

    @Test
    void lease_ofAnotherLength_isKept() {
        fixture.reopen(builder -> builder.sessionLease(Duration.ofSeconds(20)));
        report(DESK, ACTIVE);
        fixture.takeEvents();

        sweepAt(20);
        assertEvents();
        sweepAt(21);
        assertEvents(changed("ann", ACTIVE, OFFLINE, 21));
    }

    @Test
    void silentSession_leavesThoseThatAreHeard() {
        report(DESK, ACTIVE);
        report(PHONE, HIDDEN);
        fixture.takeEvents();
        for (int second = 30; second <= 300; second += 30) {
            sweepAt(second);
            report(PHONE, HIDDEN);
        }

        assertEvents(changed("ann", ACTIVE, HIDDEN, 120));
        assertThat(sessions().sessionsOf("ann")).extracting(Session::id).containsExactly(PHONE);
    }

    @Test
    void sessionThatIsHeardAgain_isShownAgain_asTheKindThatItWas() {
        sessions().open("ann", PHONE, SessionKind.MOBILE, ACTIVE);
        fixture.takeEvents();
        sweepAt(100);
        report(PHONE, ACTIVE);
        assertEvents(changed("ann", ACTIVE, OFFLINE, 100), changed("ann", OFFLINE, ACTIVE, 100));

        sessions().open("ann", DESK, SessionKind.MOBILE, ACTIVE);
        fixture.clock().set(StoreFixture.START.plusSeconds(250));
        report(DESK, ACTIVE);
        assertThat(sessions().sessionsOf("ann"))
                .singleElement()
                .extracting(Session::kind)
                .isEqualTo(SessionKind.MOBILE);
    }

    @Test
    void renew_keepsTheState_andFindsOnlyWhatIsOpen() {
        assertThat(sessions().renew("ann", DESK)).isFalse();
        assertThat(presence().lastSeen("ann")).isEmpty();
        report(DESK, IDLE);
        fixture.takeEvents();
        for (int second = 60; second <= 600; second += 60) {
            sweepAt(second);
            assertThat(sessions().renew("ann", DESK)).isTrue();
        }
        assertThat(presence().recentStates()).containsExactly(entry("ann", IDLE));

        fixture.clock().stepSeconds(91);
        assertThat(sessions().renew("ann", DESK)).isFalse();
        fixture.sweep();
        assertEvents(changed("ann", IDLE, OFFLINE, 691));
    }

    /** As ever: an hour after the last report. */
    @Test
    void reportsWithoutAnId_countForTheOnlineWindow() {
        presence().update("ann", ACTIVE);
        for (int second = 10; second <= 3600; second += 60) {
            sweepAt(second);
            report(DESK, HIDDEN);
        }
        assertThat(presence().recentStates()).containsExactly(entry("ann", ACTIVE));
        sweepAt(3602);
        assertThat(presence().recentStates()).containsExactly(entry("ann", HIDDEN));
        report(DESK, OFFLINE);

        assertEvents(
                changed("ann", null, ACTIVE, 0),
                changed("ann", ACTIVE, HIDDEN, 3602),
                changed("ann", HIDDEN, OFFLINE, 3602));
    }

    @Test
    void reportsWithoutAnId_endAnHourAfterTheLast_alsoIfASessionEndedMeanwhile() {
        presence().update("ann", ACTIVE);
        report(DESK, IDLE);
        fixture.clock().stepSeconds(1000);
        report(PHONE, IDLE);
        report(PHONE, OFFLINE);
        fixture.sweep();
        fixture.takeEvents();
        assertThat(presence().lastSeen("ann")).contains(StoreFixture.START.plusSeconds(1000));

        sweepAt(3600);
        assertThat(presence().recentStates()).containsExactly(entry("ann", ACTIVE));
        sweepAt(3601);
        assertThat(presence().recentStates()).isEmpty();
        assertEvents(changed("ann", ACTIVE, null, 3601));
    }

    @Test
    void lastSeen_isRenewedEachMinute_whileASessionLives() {
        report(DESK, ACTIVE);
        fixture.takeEvents();
        for (int second = 1; second <= 600; second++) {
            fixture.clock().set(StoreFixture.START.plusSeconds(second));
            if (second % 25 == 0) {
                report(DESK, ACTIVE);
            }
            fixture.sweep();
            assertThat(presence().lastSeen("ann").orElseThrow())
                    .isAfterOrEqualTo(StoreFixture.START.plusSeconds(second - 60));
        }
        assertEvents();
        assertThat(sessions().sessionsOf("ann")).hasSize(1);
    }

    @Test
    void reset_endsAllSessions() {
        report(DESK, ACTIVE);
        presence().update("bob", ACTIVE);
        fixture.takeEvents();

        fixture.resetLiveState();

        assertThat(presence().recentStates()).containsExactly(entry("ann", OFFLINE), entry("bob", OFFLINE));
        assertThat(sessions().sessionsOf("ann")).isEmpty();
        fixture.sweep();
        sweepAt(100);
        assertThat(fixture.takeEvents()).containsExactly(new LiveStateReset(StoreFixture.START));
        presence().update("ann", IDLE);
        assertThat(presence().recentStates()).containsEntry("ann", IDLE);
    }

    @Test
    void deletedUser_leavesNoSession() {
        report(DESK, ACTIVE);
        fixture.store().deleteUser("ann");
        fixture.takeEvents();

        assertThat(sessions().sessionsOf("ann")).isEmpty();
        assertThat(presence().lastActive("ann")).isEmpty();
        assertThat(presence().lastSeen("ann")).isEmpty();
        assertThat(sessions().renew("ann", DESK)).isFalse();
        sweepAt(100);
        assertEvents();
    }

    @Test
    void userWhoIsGoneForAYear_leavesNothing() {
        report(DESK, ACTIVE);
        report(DESK, OFFLINE);
        fixture.clock().step(Duration.ofDays(366));
        fixture.sweep();
        fixture.clock().step(Duration.ofHours(2));
        fixture.sweep();

        assertThat(presence().lastActive("ann")).isEmpty();
        assertThat(presence().lastSeen("ann")).isEmpty();
    }

    @Test
    void sessionsThatWereHeardAheadOfTheClock_areOver() {
        report(DESK, ACTIVE);
        fixture.sweep();
        fixture.takeEvents();
        fixture.clock().step(Duration.ofHours(-3));

        fixture.sweep();
        fixture.sweep();
        assertThat(sessions().sessionsOf("ann")).isEmpty();
        report(DESK, IDLE);

        assertThat(presence().recentStates()).containsExactly(entry("ann", IDLE));
        fixture.clock().stepSeconds(91);
        fixture.sweep();
        assertThat(presence().recentStates()).containsExactly(entry("ann", OFFLINE));
    }

    @Test
    void lastStream_leavesTenSeconds() {
        report(DESK, ACTIVE);
        sessions().streamOpened("ann", DESK, "hub");
        fixture.takeEvents();
        fixture.clock().stepSeconds(5);
        sessions().streamClosed("ann", DESK, "hub");

        sweepAt(15);
        assertEvents();
        sweepAt(16);
        assertEvents(changed("ann", ACTIVE, OFFLINE, 16));
    }

    @Test
    void lastStream_ofAClientThatIsHeardAgain_leavesTheLease() {
        report(DESK, ACTIVE);
        sessions().streamOpened("ann", DESK, "hub");
        sessions().streamClosed("ann", DESK, "hub");
        fixture.takeEvents();
        fixture.clock().stepSeconds(3);
        report(DESK, ACTIVE);

        sweepAt(93);
        assertEvents();
        sweepAt(94);
        assertEvents(changed("ann", ACTIVE, OFFLINE, 94));
    }

    /** The server notices late that a connection has broken. */
    @Test
    void lastStream_ofAClientThatHasConnectedToAnotherHub_changesNothing() {
        report(DESK, ACTIVE);
        sessions().streamOpened("ann", DESK, "hub");
        sessions().streamOpened("ann", DESK, "other");
        sessions().streamClosed("ann", DESK, "hub");
        fixture.takeEvents();

        sweepAt(90);
        assertEvents();
    }

    @Test
    void streamOfASession_isAHeartbeat_whenItOpens() {
        report(DESK, ACTIVE);
        fixture.takeEvents();
        fixture.clock().stepSeconds(80);
        sessions().streamOpened("ann", DESK, "hub");
        sessions().streamOpened("ann", PHONE, "hub");

        sweepAt(170);
        assertEvents();
        assertThat(sessions().sessionsOf("ann")).hasSize(1);
    }
}
