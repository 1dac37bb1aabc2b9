package io.minimost.presence.presence;

import static io.minimost.presence.values.PresenceState.ACTIVE;
import static io.minimost.presence.values.PresenceState.IDLE;
import static io.minimost.presence.values.PresenceState.OFFLINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.minimost.presence.events.PresenceEvent.ExternalChange;
import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.values.PresenceState;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The contract, and changes to the table by other programs. */
class UserPresenceInFileTest extends UserPresenceContract {
    private static final long NOW = START.getEpochSecond();

    UserPresenceInFileTest() {
        super(StoreFixture.inFile());
    }

    /** Older versions stored such names. */
    @Test
    void namesWithQuotesAndBackslashes_areFound() {
        List<String> names = List.of("a\"b", "c\\d", "e\\\"f", "g'h");
        names.forEach(name -> insert(name, NOW, "active", "idle"));

        assertThat(presence().visible(names).values())
                .hasSize(4)
                .allMatch(seen -> seen.state() == IDLE && seen.lastSeen().isPresent());
    }

    @Test
    void rows_areMiniMosts() {
        fixture.clock().set(START.plusMillis(999));
        presence().update("alice", PresenceState.HIDDEN);
        presence().setOverride("bob", PresenceOverride.ACTIVE);

        assertThat(fixture.plain().dump("presence", "user, last_seen, typeof(last_seen), state, override"))
                .isEqualTo(
                        "[[alice, %1$d, integer, hidden, null], [bob, %1$d, integer, offline, active]]".formatted(NOW));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "NULL",
            value = {
                "active, NULL, ACTIVE",
                "active, '', ACTIVE",
                "ACTIVE, NULL, ACTIVE",
                "Hidden, '', HIDDEN",
                "active, IDLE, IDLE",
                "active, hidden, HIDDEN",
                "'', NULL, OFFLINE",
                "away, NULL, OFFLINE",
                "active, away, OFFLINE",
                "' active', NULL, OFFLINE"
            })
    void wordsOfOthers_areReadInLowerCaseAndUnknownOnesAsOffline(
            String state, @Nullable String override, PresenceState visible) {
        insert("alice", NOW, state, override);

        assertThat(presence().recentStates()).containsExactly(entry("alice", visible));
        assertThat(presence().statesOf(List.of("alice"))).containsExactly(entry("alice", visible));
    }

    @Test
    void override_isReadAsOthersSeeIt() {
        insert("alice", NOW, "active", "Idle");

        assertThat(presence().override("alice")).contains(PresenceOverride.IDLE);
        assertThat(presence().recentStates()).containsExactly(entry("alice", IDLE));
    }

    @Test
    void anEmptyOrUnknownOverride_isNone() {
        insert("alice", NOW, "active", "");
        insert("bob", NOW, "active", "away");

        assertThat(presence().override("alice")).isEmpty();
        assertThat(presence().override("bob")).isEmpty();
    }

    @Test
    void update_afterAnotherProcess_comparesWithWhatOthersSaw() {
        insert("alice", NOW, "IDLE", null);
        presence().update("alice", IDLE);
        presence().update("alice", ACTIVE);

        assertThat(fixture.takeEvents()).containsExactly(changed("alice", IDLE, ACTIVE, 0));
    }

    @Test
    void extraColumnsAndTheOverride_surviveReports() {
        fixture.plain().sql("ALTER TABLE presence ADD COLUMN mood TEXT");
        insert("alice", NOW, "active", "idle");
        fixture.plain().sql("UPDATE presence SET mood = 'happy'");

        presence().update("alice", OFFLINE);
        assertThat(fixture.plain().dump("presence", "override, mood")).isEqualTo("[[idle, happy]]");

        presence().setOverride("alice", PresenceOverride.ACTIVE);
        presence().clearOverride("alice");
        fixture.resetLiveState();
        assertThat(fixture.plain().dump("presence", "override, mood")).isEqualTo("[[null, happy]]");
    }

    @Test
    void sweep_publishesUsersOfOtherProcessesWhoLapse() {
        insert("alice", NOW - 3600, "active", null);
        insert("longGone", NOW - 3601, "active", null);
        fixture.clock().stepSeconds(1);

        fixture.sweep();
        assertThat(fixture.takeEvents())
                .containsExactly(new ExternalChange(START.plusSeconds(1)), changed("alice", ACTIVE, null, 1));
    }

    @Test
    void sweep_publishesWhoLapsesWithWhatOthersSaw_alsoInValuesOfOthers() {
        insert("alice", NOW - 3600, "Active", "");
        insert("bob", NOW - 3600, "active", "IDLE");
        insert("carol", NOW - 3600, "active", "busy");
        fixture.clock().stepSeconds(1);
        fixture.sweep();

        assertThat(fixture.takeEvents())
                .contains(
                        changed("alice", ACTIVE, null, 1),
                        changed("bob", IDLE, null, 1),
                        changed("carol", OFFLINE, null, 1));
    }

    @Test
    void reports_publishNothingWhereAnEmptyOrOddlyWrittenOverrideShowsTheSame() {
        insert("alice", NOW - 1, "idle", "");
        insert("bob", NOW - 1, "active", "IDLE");
        fixture.sweep();
        fixture.takeEvents();

        presence().update("alice", ACTIVE);
        presence().update("bob", OFFLINE);

        assertThat(fixture.takeEvents()).containsExactly(changed("alice", IDLE, ACTIVE, 0));
    }

    @Test
    void sweep_publishesUsersWhomAnotherProcessReportedAfterwards() {
        presence().update("alice", ACTIVE);
        fixture.clock().stepSeconds(3000);
        fixture.sweep();
        insert("bob", NOW + 3000, "active", null);
        fixture.takeEvents();

        fixture.clock().set(START.plusSeconds(3601));
        fixture.sweep();
        assertThat(fixture.takeEvents()).contains(changed("alice", ACTIVE, null, 3601));

        fixture.clock().set(START.plusSeconds(6601));
        fixture.sweep();
        assertThat(fixture.takeEvents()).containsExactly(changed("bob", ACTIVE, null, 6601));
    }

    @Test
    void rowsWithNamesThatAreNone_breakNothing() {
        fixture.plain().sql("INSERT INTO presence (user, last_seen, state) VALUES (NULL, ?, 'active')", NOW);
        insert("", NOW, "active", null);
        insert("a:b", NOW, "active", null);
        insert("bob", NOW, "active", null);

        assertThat(presence().recentStates()).containsEntry("bob", ACTIVE).containsEntry("a:b", ACTIVE);
    }

    private void insert(String user, long lastSeen, String state, @Nullable String override) {
        fixture.plain()
                .sql(
                        "INSERT INTO presence (user, last_seen, state, override) VALUES (?, ?, ?, ?)",
                        user,
                        lastSeen,
                        state,
                        override);
    }
}
