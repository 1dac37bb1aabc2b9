package io.minimost.presence.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.errors.PresenceStoreException;
import io.minimost.presence.testing.Race;
import io.minimost.presence.testing.StoreFixture;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract, the rows that are deleted or stay, and several stores on one file. */
class CallRetentionInFileTest extends CallRetentionContract {
    private static final List<String> TABLES =
            List.of("calls", "call_participants", "mp_call_ends", "call_signals", "call_media");

    CallRetentionInFileTest() {
        super(StoreFixture.inFile());
    }

    @Test
    void pruning_deletesAllRowsOfACall() {
        insertCall("c1", "ended");
        insertCall("c2", "rejected");

        fixture.sweep();

        for (String table : TABLES) {
            assertThat(fixture.plain().number("SELECT count(*) FROM " + table))
                    .as(table)
                    .isZero();
        }
    }

    @Test
    void pruning_deletesACallWhollyOrNotAtAll() {
        insertCall("c1", "ended");
        script("CREATE TRIGGER kept BEFORE DELETE ON calls BEGIN SELECT RAISE(ABORT, 'kept'); END");

        assertThatThrownBy(() -> fixture.sweep())
                .isInstanceOf(PresenceStoreException.class)
                .hasMessageContaining("kept");

        assertThat(fixture.plain().number("SELECT count(*) FROM call_participants"))
                .isEqualTo(2);
        assertThat(fixture.plain().number("SELECT count(*) FROM mp_call_ends")).isEqualTo(1);

        script("DROP TRIGGER kept");
        fixture.clock().stepSeconds(60);
        fixture.sweep();
        assertThat(fixture.plain().number("SELECT count(*) FROM call_participants"))
                .isZero();
    }

    /** The clients of MiniMost's first generation send no heartbeat, so these calls do not time out. */
    @ParameterizedTest
    @ValueSource(strings = {"active", "paused"})
    void callThatMayBeLive_staysForEver(String state) {
        insertCall("c1", state);
        script("UPDATE call_participants SET state = 'accepted', invited_ts = NULL");

        for (String step : List.of("P31D", "P36525D", "P3652500D", "P-3689025D")) {
            fixture.clock().step(Duration.parse(step));
            fixture.sweep();
        }

        assertThat(fixture.plain().text("SELECT state FROM calls")).isEqualTo(state);
        assertThat(fixture.plain().number("SELECT count(*) FROM call_participants"))
                .isEqualTo(2);
    }

    @Test
    void callWithoutAnEnd_isKeptFromItsStart() {
        insertCall("c1", "ended");
        insertCall("c2", "ended");
        script("UPDATE calls SET ended_ts = NULL");
        script("UPDATE calls SET started_ts = 1.8e9 - 86400 * 29 WHERE call_id = 'c2'");

        fixture.sweep();

        assertThat(fixture.plain().column("SELECT call_id FROM calls")).containsExactly("c2");
    }

    @Test
    void pruning_doesNotMoveTheChangeCounter() {
        insertCall("c1", "ended");
        long before = fixture.plain().number("SELECT gen FROM event_signal");

        fixture.sweep();

        assertThat(fixture.plain().number("SELECT count(*) FROM calls")).isZero();
        assertThat(fixture.plain().number("SELECT gen FROM event_signal")).isEqualTo(before);
    }

    @Test
    void ofTwoStores_theShorterRetentionApplies() {
        try (PresenceStore other = other(Duration.ofDays(60))) {
            insertCall("c1", "ended");
            other.sweep();
            assertThat(fixture.plain().number("SELECT count(*) FROM calls")).isEqualTo(1);

            fixture.sweep();
            assertThat(fixture.plain().number("SELECT count(*) FROM calls")).isZero();
            assertThat(other.calls().find("c1")).isEmpty();
            other.sweep();
        }
    }

    @Test
    void twoStores_mayPruneAtTheSameTime() throws Exception {
        script("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000)"
                + " INSERT INTO calls (call_id, channel, initiator, state, started_ts, ended_ts)"
                + " SELECT 'c' || i, 'general', 'alice', 'ended', 1.7e9, 1.7e9 + i FROM n");
        script("INSERT INTO call_participants (call_id, username) SELECT call_id, 'alice' FROM calls");
        insertCall("live", "active");
        script("UPDATE call_participants SET state = 'accepted' WHERE call_id = 'live'");

        try (PresenceStore other = other(Duration.ofDays(30))) {
            Race.run(1, () -> sweep(fixture.store()), () -> sweep(other));
        }

        assertThat(fixture.plain().column("SELECT call_id FROM calls")).containsExactly("live");
        assertThat(fixture.plain().column("SELECT DISTINCT call_id FROM call_participants"))
                .containsExactly("live");
    }

    private static boolean sweep(PresenceStore store) {
        store.sweep();
        return true;
    }

    private PresenceStore other(Duration retention) {
        return PresenceStore.builder()
                .file(fixture.file())
                .clock(fixture.clock())
                .manualSweeps()
                .callRetention(retention)
                .open();
    }

    /** A call in {@code state} with an end 31 days ago, and all rows that MiniMost may have left of it. */
    private void insertCall(String call, String state) {
        fixture.plain()
                .sql(
                        "INSERT INTO calls VALUES"
                                + " (?, ?, 'alice', ?, 1.8e9 - 86400 * 31 - 60, NULL, 1.8e9 - 86400 * 31, NULL)",
                        call,
                        "dm:alice:" + call,
                        state);
        fixture.plain()
                .sql(
                        "INSERT INTO call_participants (call_id, username, state)"
                                + " VALUES (?1, 'alice', 'left'), (?1, 'bob', 'left')",
                        call);
        fixture.plain().sql("INSERT INTO mp_call_ends VALUES (?, 'HUNG_UP')", call);
        fixture.plain()
                .sql(
                        "INSERT INTO call_signals (call_id, from_user, to_user, signal_type, payload, ts)"
                                + " VALUES (?, 'alice', 'bob', 'offer', '{}', 1)",
                        call);
        fixture.plain().sql("INSERT INTO call_media (call_id, sender, data, ts) VALUES (?, 'alice', x'01', 1)", call);
    }

    private void script(String sql) {
        fixture.plain().sql(sql);
    }
}
