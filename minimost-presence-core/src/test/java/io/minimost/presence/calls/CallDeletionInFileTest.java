package io.minimost.presence.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.testing.StoreFixture;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The contract, and what MiniMost leaves of calls that it has ended: participants, signals and media. */
class CallDeletionInFileTest extends CallDeletionContract {
    CallDeletionInFileTest() {
        super(StoreFixture.inFile());
    }

    @Test
    void deleteUser_deletesWhatMiniMostLeftOfTheUser_inCallsOfOthers() {
        String over = endedByMiniMost("alice", "bob");

        fixture.store().deleteUser("bob");

        assertThat(column("SELECT username FROM call_participants ORDER BY username"))
                .containsExactly("alice", "carol");
        assertThat(column("SELECT from_user || to_user FROM call_signals")).containsExactly("alicecarol");
        assertThat(column("SELECT sender FROM call_media")).containsExactly("alice", "bobby:cam");
        assertThat(find(over).screenShareUser()).isEmpty();
    }

    @Test
    void deleteUser_ofAnotherUser_keepsWhatMiniMostLeft() {
        String over = endedByMiniMost("alice", "bob");

        fixture.store().deleteUser("dave");

        assertThat(find(over).screenShareUser()).contains("bob");
        assertThat(find(over).participants()).hasSize(3);
    }

    @Test
    void deleteUser_ofTheInitiator_deletesACallThatMiniMostHasEnded() {
        endedByMiniMost("bob", "alice");

        fixture.store().deleteUser("bob");

        assertNothingIsLeft();
    }

    @Test
    void deleteChannel_deletesACallThatMiniMostHasEnded() {
        endedByMiniMost("alice", "bob");

        fixture.store().deleteChannel(channel());

        assertNothingIsLeft();
    }

    @Test
    void reset_deletesSignalsAndMediaOfCallsThatMiniMostHasEnded() {
        endedByMiniMost("alice", "bob");

        fixture.resetLiveState();

        assertThat(column("SELECT payload FROM call_signals")).isEmpty();
        assertThat(column("SELECT data FROM call_media")).isEmpty();
    }

    @Test
    void userWhomMiniMostRemovedFromTheChannel_cannotRejoin() {
        String call = active("alice", "bob", "carol");
        calls().end(call, "carol");
        sql("DELETE FROM private_channel_members WHERE username = 'carol'");

        assertThat(calls().accept(call, "carol").outcome()).isEqualTo(JoinResult.Outcome.NOT_ALLOWED);
    }

    private String endedByMiniMost(String caller, String callee) {
        String call = active(caller, callee);
        sql("UPDATE calls SET state = 'ended', screenshare_user = 'bob' WHERE call_id = ?1", call);
        sql(
                "INSERT INTO call_signals (call_id, from_user, to_user, signal_type, payload, ts) VALUES"
                        + " (?1, 'alice', 'bob', 'offer', '{}', 1.8e9), (?1, 'bob', 'alice', 'answer', '{}', 1.8e9),"
                        + " (?1, 'alice', 'carol', 'offer', '{}', 1.8e9)",
                call);
        sql(
                "INSERT INTO call_media (call_id, sender, data, ts) VALUES (?1, 'alice', x'01', 1.8e9),"
                        + " (?1, 'bob', x'02', 1.8e9), (?1, 'bob:cam', x'03', 1.8e9), (?1, 'bobby:cam', x'04', 1.8e9)",
                call);
        sql("INSERT INTO mp_call_ends VALUES (?1, 'HUNG_UP')", call);
        return call;
    }

    private void assertNothingIsLeft() {
        for (String table : List.of("calls", "call_participants", "call_signals", "call_media", "mp_call_ends")) {
            assertThat(fixture.plain().dump(table, "*")).as(table).isEqualTo("[]");
        }
    }

    private void sql(String sql, Object... arguments) {
        fixture.plain().sql(sql, arguments);
    }

    private List<String> column(String sql) {
        return fixture.plain().column(sql);
    }
}
