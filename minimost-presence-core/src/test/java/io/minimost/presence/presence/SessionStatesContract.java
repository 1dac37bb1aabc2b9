package io.minimost.presence.presence;

import static io.minimost.presence.presence.UserPresenceAnswersContract.changed;
import static io.minimost.presence.values.PresenceState.ACTIVE;
import static io.minimost.presence.values.PresenceState.HIDDEN;
import static io.minimost.presence.values.PresenceState.IDLE;
import static io.minimost.presence.values.PresenceState.OFFLINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.minimost.presence.events.PresenceEvent.PresenceChanged;
import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.values.PresenceState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What several clients of a user say together, in every store. */
abstract class SessionStatesContract {
    static final String DESK = "desk-0001";
    static final String PHONE = "phone-0001";

    @RegisterExtension
    final StoreFixture fixture;

    SessionStatesContract(StoreFixture fixture) {
        this.fixture = fixture;
    }

    @ParameterizedTest
    @EnumSource(names = "OFFLINE", mode = EnumSource.Mode.EXCLUDE)
    void session_showsItsState(PresenceState state) {
        report(DESK, state);

        assertThat(presence().recentStates()).containsExactly(entry("ann", state));
        assertThat(fixture.takeEvents()).containsExactly(changed("ann", null, state, 0));
        assertThat(presence().lastSeen("ann")).contains(StoreFixture.START);
    }

    @Test
    void mostPresentSession_isShown() {
        report(DESK, HIDDEN);
        report(PHONE, IDLE);
        report(DESK, ACTIVE);
        report(PHONE, HIDDEN);
        report(DESK, IDLE);
        report(DESK, HIDDEN);

        assertEvents(
                changed("ann", null, HIDDEN, 0),
                changed("ann", HIDDEN, IDLE, 0),
                changed("ann", IDLE, ACTIVE, 0),
                changed("ann", ACTIVE, IDLE, 0),
                changed("ann", IDLE, HIDDEN, 0));
    }

    @Test
    void sessionsOfOneUser_areNotThoseOfAnother() {
        report(DESK, ACTIVE);
        sessions().report("bob", DESK, HIDDEN);

        assertThat(sessions().end("bob", DESK)).isTrue();
        assertThat(presence().recentStates()).containsExactly(entry("ann", ACTIVE), entry("bob", OFFLINE));
        assertThat(sessions().sessionsOf("ann")).hasSize(1);
        assertThat(sessions().sessionsOf("bob")).isEmpty();
    }

    @Test
    void end_showsTheOthers_andOfflineAfterTheLast() {
        report(DESK, ACTIVE);
        report(PHONE, IDLE);
        fixture.takeEvents();
        fixture.clock().stepSeconds(5);

        assertThat(sessions().end("ann", DESK)).isTrue();
        assertThat(sessions().end("ann", DESK)).isFalse();
        assertEvents(changed("ann", ACTIVE, IDLE, 5));

        report(PHONE, OFFLINE);
        report(PHONE, OFFLINE);
        assertEvents(changed("ann", IDLE, OFFLINE, 5));
        assertThat(presence().recentStates()).containsExactly(entry("ann", OFFLINE));
        assertThat(presence().lastSeen("ann")).contains(StoreFixture.START.plusSeconds(5));
    }

    @Test
    void end_ofASessionThatIsNotOpen_storesNothing() {
        assertThat(sessions().end("ann", DESK)).isFalse();
        report(DESK, OFFLINE);

        assertThat(presence().lastSeen("ann")).isEmpty();
        assertEvents();
    }

    @Test
    void sessionsOf_areTheUsersOwn_longestSilentFirst() {
        sessions().open("ann", PHONE, SessionKind.MOBILE, ACTIVE);
        fixture.clock().stepSeconds(40);
        sessions().open("ann", DESK, SessionKind.WEB, HIDDEN);
        sessions().open("ann", PHONE, SessionKind.MOBILE, IDLE);
        fixture.clock().stepSeconds(10);
        sessions().open("ann", PHONE, SessionKind.BOT, IDLE);

        assertThat(sessions().sessionsOf("ann"))
                .containsExactly(
                        session(DESK, SessionKind.WEB, HIDDEN, 40, null), session(PHONE, SessionKind.BOT, IDLE, 50, 0));
        assertThat(sessions().sessionsOf("ann")).isUnmodifiable();
    }

    @Test
    void oneMoreThanTheLimit_endsTheLongestSilent() {
        for (int i = 0; i < Sessions.MAX_OF_USER; i++) {
            sessions().report("ann", "session-" + (100 + i), i == 0 ? ACTIVE : HIDDEN);
            fixture.clock().stepSeconds(1);
        }
        fixture.takeEvents();

        sessions().report("ann", "session-999", HIDDEN);

        assertThat(sessions().sessionsOf("ann"))
                .hasSize(Sessions.MAX_OF_USER)
                .extracting(Session::id)
                .doesNotContain("session-100")
                .contains("session-101", "session-999");
        assertEvents(changed("ann", ACTIVE, HIDDEN, Sessions.MAX_OF_USER));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "seven77",
                "with space",
                "colon:1234",
                "slash/1234",
                "\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4",
                "line\n1234567"
            })
    void ids_ofOtherTexts_areRefusedAndNamed(String id) {
        assertThatThrownBy(() -> report(id, ACTIVE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + id + "'");
        assertThat(presence().lastSeen("ann")).isEmpty();
    }

    @Test
    void ids_have8To64Characters() {
        report("A-z0.9_~", ACTIVE);
        report("x".repeat(64), ACTIVE);

        assertThat(sessions().sessionsOf("ann")).hasSize(2);
        assertThatThrownBy(() -> report("x".repeat(65), ACTIVE)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void override_isShownOverAllSessions() {
        report(DESK, ACTIVE);
        presence().setOverride("ann", PresenceOverride.IDLE);
        report(PHONE, HIDDEN);
        report(DESK, OFFLINE);
        fixture.clock().stepSeconds(1);
        presence().clearOverride("ann");
        report(PHONE, OFFLINE);

        assertEvents(
                changed("ann", null, ACTIVE, 0),
                changed("ann", ACTIVE, IDLE, 0),
                changed("ann", IDLE, HIDDEN, 1),
                changed("ann", HIDDEN, OFFLINE, 1));
    }

    @Test
    void reportsWithoutAnId_areOneMoreSession() {
        presence().update("ann", IDLE);
        report(DESK, HIDDEN);
        presence().update("ann", HIDDEN);
        presence().update("ann", ACTIVE);
        report(PHONE, HIDDEN);
        presence().update("ann", OFFLINE);
        presence().update("ann", IDLE);
        report(DESK, OFFLINE);
        report(PHONE, OFFLINE);

        assertEvents(
                changed("ann", null, IDLE, 0),
                changed("ann", IDLE, HIDDEN, 0),
                changed("ann", HIDDEN, ACTIVE, 0),
                changed("ann", ACTIVE, HIDDEN, 0),
                changed("ann", HIDDEN, IDLE, 0));
        presence().update("ann", OFFLINE);
        assertEvents(changed("ann", IDLE, OFFLINE, 0));
    }

    @Test
    void lastActive_isNotLastSeen() {
        assertThat(presence().lastActive("ann")).isEmpty();
        report(DESK, HIDDEN);
        assertThat(presence().lastActive("ann")).isEmpty();
        fixture.clock().stepSeconds(10);
        report(DESK, ACTIVE);
        fixture.clock().stepSeconds(40);
        report(DESK, ACTIVE);
        fixture.clock().stepSeconds(10);
        report(DESK, IDLE);
        fixture.clock().stepSeconds(10);
        report(PHONE, HIDDEN);
        report(DESK, OFFLINE);
        report(PHONE, OFFLINE);

        assertThat(presence().lastActive("ann")).contains(StoreFixture.START.plusSeconds(50));
        assertThat(presence().lastSeen("ann")).contains(StoreFixture.START.plusSeconds(70));
    }

    @Test
    void lastActive_ofAUserWithoutSessions_isTheLastReportThatSaidSo() {
        presence().update("ann", ACTIVE);
        assertThat(presence().lastActive("ann")).contains(StoreFixture.START);

        presence().update("ann", IDLE);
        assertThat(presence().lastActive("ann")).isEmpty();
    }

    private static Session session(
            String id, SessionKind kind, PresenceState state, long heard, @Nullable Integer active) {
        return new Session(
                id,
                kind,
                state,
                StoreFixture.START.plusSeconds(heard),
                Optional.ofNullable(active).map(StoreFixture.START::plusSeconds),
                StoreFixture.START.plusSeconds(heard + 90));
    }

    void sweepAt(long second) {
        fixture.clock().set(StoreFixture.START.plusSeconds(second));
        fixture.sweep();
    }

    void assertEvents(PresenceChanged... expected) {
        assertThat(new ArrayList<>(fixture.takeEvents())).isEqualTo(List.of(expected));
    }

    void report(String session, PresenceState state) {
        sessions().report("ann", session, state);
    }

    UserPresence presence() {
        return fixture.store().presence();
    }

    Sessions sessions() {
        return presence().sessions();
    }
}
