package io.minimost.presence.presence;

import static io.minimost.presence.presence.UserPresenceAnswersContract.changed;
import static io.minimost.presence.values.PresenceState.ACTIVE;
import static io.minimost.presence.values.PresenceState.HIDDEN;
import static io.minimost.presence.values.PresenceState.IDLE;
import static io.minimost.presence.values.PresenceState.OFFLINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.minimost.presence.events.PresenceEvent.PresenceChanged;
import io.minimost.presence.testing.StoreFixture;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The contract, and a MiniMost that writes to the same file. */
class SessionsInFileTest extends SessionsContract {
    private static final long NOW = StoreFixture.START.getEpochSecond();

    SessionsInFileTest() {
        super(StoreFixture.inFile());
    }

    @Test
    void miniMost_seesTheMergedStates() {
        report(DESK, ACTIVE);
        report(PHONE, HIDDEN);
        assertThat(rows()).isEqualTo("[[ann, 0, active, null]]");

        fixture.clock().stepSeconds(1);
        report(DESK, OFFLINE);
        assertThat(rows()).isEqualTo("[[ann, 1, hidden, null]]");

        sweepAt(92);
        assertThat(rows()).isEqualTo("[[ann, 1, offline, null]]");
    }

    /** Its page is in the background, and our desk is in front. */
    @Test
    void lessPresentHeartbeatOfMiniMost_isWrittenOver_once() {
        report(DESK, ACTIVE);
        fixture.clock().stepSeconds(1);
        heartbeat("hidden", 1);

        fixture.sweep();
        assertThat(rows()).isEqualTo("[[ann, 1, active, null]]");
        String before = writes();
        sweepAt(2);
        sweepAt(3);
        assertThat(writes()).isEqualTo(before);

        report(DESK, OFFLINE);
        assertThat(presence().recentStates()).containsExactly(entry("ann", HIDDEN));
    }

    @Test
    void morePresentHeartbeatOfMiniMost_isLeft() {
        report(DESK, HIDDEN);
        fixture.clock().stepSeconds(1);
        heartbeat("active", 1);

        sweepAt(2);
        assertThat(rows()).isEqualTo("[[ann, 1, active, null]]");
        report(DESK, IDLE);
        assertThat(presence().recentStates()).containsExactly(entry("ann", ACTIVE));

        heartbeat("offline", 3);
        sweepAt(4);
        assertThat(presence().recentStates()).containsExactly(entry("ann", IDLE));
    }

    /** It says the same as we, one second later, and is the only one left then. */
    @Test
    void equalHeartbeatOfMiniMost_counts() {
        report(DESK, ACTIVE);
        heartbeat("active", 1);
        fixture.clock().stepSeconds(2);
        report(DESK, OFFLINE);

        assertThat(presence().recentStates()).containsExactly(entry("ann", ACTIVE));
        assertThat(rows()).isEqualTo("[[ann, 1, active, null]]");
        assertThat(presence().lastSeen("ann")).contains(StoreFixture.START.plusSeconds(2));
        sweepAt(3601);
        assertThat(presence().recentStates()).containsExactly(entry("ann", ACTIVE));
        sweepAt(3602);
        assertThat(presence().recentStates()).isEmpty();
    }

    @Test
    void pageOfMiniMost_thatWasThereBefore_counts() {
        heartbeat("idle", 0);
        report(DESK, ACTIVE);
        report(DESK, OFFLINE);

        assertThat(presence().recentStates()).containsExactly(entry("ann", IDLE));
    }

    @Test
    void pageOfMiniMost_thatIsGoneForAnHour_doesNot() {
        heartbeat("idle", -3601);
        report(DESK, ACTIVE);
        report(DESK, OFFLINE);

        assertThat(presence().recentStates()).containsExactly(entry("ann", OFFLINE));
    }

    /** All rows become offline, at no time. */
    @Test
    void startOfMiniMost_isNoHeartbeat() {
        report(DESK, IDLE);
        presence().update("ann", ACTIVE);
        presence().update("bob", ACTIVE);
        fixture.sweep();
        fixture.takeEvents();
        fixture.plain().sql("UPDATE presence SET state = 'offline', override = NULL");

        sweepAt(1);
        assertThat(presence().recentStates()).containsExactly(entry("ann", IDLE), entry("bob", OFFLINE));
        assertThat(changes()).containsExactly(changed("ann", OFFLINE, IDLE, 1));
    }

    @Test
    void overrideOfMiniMost_isShown_andIsNoHeartbeat() {
        report(DESK, ACTIVE);
        fixture.clock().stepSeconds(1);
        fixture.plain().sql("UPDATE presence SET override = 'idle', last_seen = ?", NOW + 1);
        sweepAt(2);
        assertThat(presence().recentStates()).containsExactly(entry("ann", IDLE));

        report(DESK, OFFLINE);
        presence().clearOverride("ann");
        assertThat(presence().recentStates()).containsExactly(entry("ann", OFFLINE));
    }

    /** The newest MiniMost ends the calls of users who were not seen for 120 seconds. */
    @Test
    void userWithALiveSession_isNeverUnseenForLong() {
        report(DESK, ACTIVE);
        for (int second = 20; second <= 1000; second += 20) {
            sweepAt(second);
            report(DESK, ACTIVE);
            assertThat(second - Long.parseLong(lastSeen())).isLessThanOrEqualTo(60);
        }
    }

    @Test
    void heartbeatsThatChangeNothing_areWrittenEveryThirdOfTheLease() {
        report(DESK, ACTIVE);
        long before = fixture.plain().number("PRAGMA data_version");
        for (int second = 1; second < 30; second++) {
            fixture.clock().stepSeconds(1);
            report(DESK, ACTIVE);
        }
        assertThat(fixture.plain().number("PRAGMA data_version")).isEqualTo(before);

        fixture.clock().stepSeconds(1);
        report(DESK, ACTIVE);
        assertThat(fixture.plain().number("PRAGMA data_version")).isNotEqualTo(before);
        assertThat(rows()).isEqualTo("[[ann, 0, active, null]]");
    }

    private void heartbeat(String state, long second) {
        fixture.plain()
                .sql(
                        "INSERT INTO presence (user, last_seen, state) VALUES ('ann', ?, ?)"
                                + " ON CONFLICT (user) DO UPDATE SET last_seen = excluded.last_seen, state = excluded.state",
                        NOW + second,
                        state);
    }

    private String rows() {
        return fixture.plain().dump("presence", "user, last_seen - " + NOW + ", state, override");
    }

    private String lastSeen() {
        return fixture.plain().text("SELECT last_seen - " + NOW + " FROM presence WHERE user = 'ann'");
    }

    private String writes() {
        return fixture.plain().text("PRAGMA data_version");
    }

    private List<PresenceChanged> changes() {
        return fixture.takeEvents().stream()
                .filter(PresenceChanged.class::isInstance)
                .map(PresenceChanged.class::cast)
                .toList();
    }
}
