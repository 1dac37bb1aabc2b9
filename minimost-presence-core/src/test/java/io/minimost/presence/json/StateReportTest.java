package io.minimost.presence.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.presence.PresenceOverride;
import io.minimost.presence.presence.Session;
import io.minimost.presence.presence.SessionKind;
import io.minimost.presence.values.PresenceState;
import java.util.Optional;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateReportTest {
    private static final Optional<String> OTHER = Optional.of("laptop-1");

    private final PresenceStore store = PresenceStore.inMemory();

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void state_isThatOfAMiniMostsPage_ifNothingNamesASession() {
        assertThat(read("{\"state\":\"idle\",\"kind\":\"toaster\"}", Optional.empty()))
                .contains(new StateReport(PresenceState.IDLE, Optional.empty(), Optional.empty()));
    }

    @Test
    void session_isThatOfTheField_elseTheOther() {
        assertThat(read("{\"state\":\"idle\",\"session\":\"phone-01\",\"kind\":\"mobile\"}", OTHER))
                .contains(
                        new StateReport(PresenceState.IDLE, Optional.of("phone-01"), Optional.of(SessionKind.MOBILE)));
        assertThat(read("{\"state\":\"active\"}", OTHER))
                .contains(new StateReport(PresenceState.ACTIVE, OTHER, Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"state\":\"Idle\"}",
                "{\"state\":1}",
                "{\"state\":\"idle\",\"session\":\"short\"}",
                "{\"state\":\"idle\",\"session\":7}",
                "{\"state\":\"idle\",\"kind\":\"toaster\"}"
            })
    void reportThatIsNotValid_isNone(String json) {
        assertThat(read(json, OTHER)).isEmpty();
    }

    @Test
    void store_reportsTheStateOfTheUserOrTheSession() {
        store(new StateReport(PresenceState.IDLE, Optional.empty(), Optional.empty()));
        assertThat(store.presence().recentStates()).containsEntry("alice", PresenceState.IDLE);

        store(new StateReport(PresenceState.ACTIVE, Optional.of("phone-01"), Optional.of(SessionKind.MOBILE)));
        store(new StateReport(PresenceState.HIDDEN, Optional.of("phone-01"), Optional.empty()));
        assertThat(store.presence().sessions().sessionsOf("alice"))
                .extracting(Session::id, Session::kind, Session::state)
                .containsExactly(Tuple.tuple("phone-01", SessionKind.MOBILE, PresenceState.HIDDEN));
    }

    @Test
    void override_isStoredOrEnded() {
        override("{\"override\":\"offline\"}");
        assertThat(store.presence().override("alice")).contains(PresenceOverride.OFFLINE);
        override("{\"override\":\"no such\"}");
        override("{\"override\":1}");
        assertThat(store.presence().override("alice")).contains(PresenceOverride.OFFLINE);

        for (String none :
                new String[] {"{\"override\":\"auto\"}", "{\"override\":\"\"}", "{\"override\":null}", "{}"}) {
            override("{\"override\":\"offline\"}");
            override(none);
            assertThat(store.presence().override("alice")).as(none).isEmpty();
        }
    }

    private void override(String json) {
        OverrideInput.of(JsonObject.parse(json)).ifPresent(override -> override.store(store.presence(), "alice"));
    }

    private void store(StateReport report) {
        report.store(store.presence(), "alice");
    }

    private static Optional<StateReport> read(String json, Optional<String> otherSession) {
        return StateReport.of(JsonObject.parse(json), otherSession);
    }
}
