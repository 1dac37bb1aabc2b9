package io.minimost.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.events.PresenceEvent.CallEnded;
import io.minimost.presence.events.PresenceEvent.LiveStateReset;
import io.minimost.presence.events.PresenceEvent.ScreenShareEnded;
import io.minimost.presence.presence.PresenceOverride;
import io.minimost.presence.testing.PlainConnection;
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
import org.junit.jupiter.params.provider.ValueSource;

class ResetLiveStateTest {
    private static final double NOW = StoreFixture.START.getEpochSecond() + 0.25;

    @RegisterExtension
    final StoreFixture fixture = StoreFixture.inFile();

    @Test
    void presence_isOfflineWithoutOverrides() {
        plain().sql("INSERT INTO presence VALUES ('alice', 5, 'active', 'idle'), ('bob', 6, 'offline', '')");

        reset();

        assertThat(plain().dump("presence", "*")).isEqualTo("[[alice, 5, offline, null], [bob, 6, offline, null]]");
    }

    @Test
    void calls_thatRingOrRun_end() {
        insertCall("ringing", "dm:a:b", "ringing", null);
        insertCall("active", "dm:a:c", "active", null);
        insertCall("ended", "dm:a:d", "ended", 3.5);
        insertCall("rejected", "dm:a:e", "rejected", null);

        reset();

        assertThat(plain().dump("calls", "call_id, state, started_ts, answered_ts, ended_ts"))
                .isEqualTo("[[ringing, ended, 1.5, 2.5, %1$s], [active, ended, 1.5, 2.5, %1$s],".formatted(NOW)
                        + " [ended, ended, 1.5, 2.5, 3.5], [rejected, rejected, 1.5, 2.5, null]]");
    }

    @Test
    void shares_thatRun_end() {
        plain().sql("INSERT INTO screenshares VALUES ('s1', 'general', 'alice', 'active', 1.5, NULL),"
                + " ('s2', 'general', 'bob', 'ended', 1.5, 2.5)");

        reset();

        assertThat(plain().dump("screenshares", "share_id, state, started_ts, ended_ts"))
                .isEqualTo("[[s1, ended, 1.5, %s], [s2, ended, 1.5, 2.5]]".formatted(NOW));
    }

    @Test
    void shares_thatRun_publishTheirEnd() {
        fixture.store().screenShares().start("general", "alice");
        fixture.store().screenShares().start("general", "alice");
        String share = fixture.store().screenShares().active("general").get(0).id();
        fixture.takeEvents();

        reset();

        Instant now = fixture.clock().instant();
        assertThat(fixture.takeEvents())
                .containsExactly(
                        new ScreenShareEnded(share, "general", "alice", ScreenShareEnded.Reason.RESTART, now),
                        new LiveStateReset(now));
    }

    @Test
    void signalsAndMedia_areGone() {
        insertSignal();
        plain().sql("INSERT INTO call_media (call_id, sender, data, ts) VALUES ('c1', 'a', x'00', 1.5)");
        plain().sql("INSERT INTO share_media (share_id, data, ts) VALUES ('s1', x'00', 1.5)");

        reset();

        for (String table : new String[] {"call_signals", "call_media", "share_media"}) {
            assertThat(plain().dump(table, "*")).as(table).isEqualTo("[]");
        }
    }

    @Test
    void everythingElse_stays() {
        plain().sql("INSERT INTO typing VALUES ('alice', 'general', 5)");
        plain().sql("INSERT INTO read_receipts VALUES ('general', 1.5, 'alice')");
        plain().sql("INSERT INTO message_reactions VALUES ('general', 1.5, 'x', 'alice')");
        plain().sql("INSERT INTO private_channels VALUES (7, 'Team', 'alice', 1.5)");
        plain().sql("INSERT INTO private_channel_members VALUES (7, 'alice', 1.5, NULL)");
        plain().sql("INSERT INTO call_participants (call_id, username) VALUES ('c1', 'alice')");
        List<String> before = tablesBesidesTheLog();

        reset();

        assertThat(tablesBesidesTheLog()).isEqualTo(before).anyMatch(table -> table.contains("Team"));
        assertThat(plain().column("SELECT kind FROM mp_facts")).containsExactly("live_state_reset");
    }

    @Test
    void itself_isTheLastEvent_afterTheCallsThatEnded() {
        fixture.store().presence().update("alice", PresenceState.ACTIVE);
        insertCall("c1", "dm:a:b", "active", null);
        fixture.takeEvents();

        reset();

        Instant now = fixture.clock().instant();
        assertThat(fixture.takeEvents())
                .containsExactly(
                        new CallEnded(
                                "c1",
                                "dm:a:b",
                                "a",
                                Optional.of(Instant.ofEpochMilli(2500)),
                                CallEnded.Reason.RESTART,
                                now),
                        new LiveStateReset(now));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO presence VALUES ('alice', 5, 'active', NULL)",
                "INSERT INTO presence VALUES ('alice', 5, 'offline', 'idle')",
                "INSERT INTO calls (call_id, channel, initiator, started_ts) VALUES ('c1', 'dm:a:b', 'a', 1.5)",
                "INSERT INTO screenshares (share_id, channel, sharer, started_ts) VALUES ('s1', 'general', 'a', 1.5)",
                "INSERT INTO call_signals VALUES (1, 'c1', 'a', 'b', 'offer', '{}', 1.5)",
                "INSERT INTO call_media (call_id, sender, data, ts) VALUES ('c1', 'a', x'00', 1.5)",
                "INSERT INTO share_media (share_id, data, ts) VALUES ('s1', x'00', 1.5)"
            })
    void changeCounter_movesWhenAnythingChanged(String row) {
        plain().sql(row);

        reset();
        assertThat(changeCounter()).isEqualTo(1);

        reset();
        assertThat(changeCounter()).as("nothing was left to reset").isEqualTo(1);
    }

    @Test
    void changeCounter_isNotMovedByTypingAndPresence() {
        fixture.store().typing().start("alice", "general");
        fixture.store().typing().stop("alice", "general");
        fixture.store().typing().start("alice", "general");
        fixture.store().presence().update("alice", PresenceState.ACTIVE);
        fixture.store().presence().setOverride("alice", PresenceOverride.IDLE);
        fixture.store().presence().clearOverride("alice");
        fixture.clock().stepSeconds(4000);
        fixture.sweep();
        fixture.store().typing().stopEverywhere("alice");

        assertThat(changeCounter()).isZero();
    }

    @Test
    void changeCounter_thatIsMissing_isMadeAgain() {
        plain().sql("DELETE FROM event_signal");
        insertSignal();

        reset();

        assertThat(changeCounter()).isEqualTo(1);
    }

    @Test
    void open_resetsNothing() {
        fixture.store().presence().update("alice", PresenceState.ACTIVE);
        insertCall("c1", "dm:a:b", "active", null);
        insertSignal();
        String before = plain().dump();

        fixture.reopen(builder -> builder);

        assertThat(plain().dump()).isEqualTo(before).contains("offer");
    }

    private void reset() {
        fixture.clock().set(StoreFixture.START.plus(Duration.ofMillis(250)));
        fixture.resetLiveState();
    }

    private long changeCounter() {
        return plain().number("SELECT gen FROM event_signal WHERE id = 1");
    }

    private void insertCall(String id, String channel, String state, @Nullable Double ended) {
        plain().sql("INSERT INTO calls VALUES (?, ?, 'a', ?, 1.5, 2.5, ?, NULL)", id, channel, state, ended);
    }

    private void insertSignal() {
        plain().sql("INSERT INTO call_signals VALUES (1, 'c1', 'a', 'b', 'offer', '{}', 1.5)");
    }

    private PlainConnection plain() {
        return fixture.plain();
    }

    private List<String> tablesBesidesTheLog() {
        return plain().dump()
                .lines()
                .filter(table -> !table.matches("(mp_facts|sqlite_sequence): .*"))
                .toList();
    }
}
