package io.minimost.presence.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.events.PresenceEvent.CallEnded;
import io.minimost.presence.signaling.SignalType;
import io.minimost.presence.testing.StoreFixture;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The rows of calls in the file, and what MiniMost may do to them. */
class CallsInFileTest extends CallsFixture {
    CallsInFileTest() {
        super(StoreFixture.inFile());
    }

    @Test
    void rows_areThoseThatMiniMostWrites() {
        String call = initiate(GROUP, "alice").id();
        fixture.clock().stepSeconds(2);
        calls().accept(call, "bob");
        calls().shareScreen(call, "bob", true);
        calls().reject(call, "carol");

        assertThat(fixture.plain()
                        .dump(
                                "calls",
                                "call_id = '" + call + "', channel, initiator, state, started_ts - 1.8e9,"
                                        + " answered_ts - 1.8e9, ended_ts, screenshare_user"))
                .isEqualTo("[[1, dm:alice:bob:carol, alice, active, 0.0, 2.0, null, bob]]");
        assertThat(fixture.plain()
                        .dump(
                                "call_participants",
                                "username, role, state, joined_ts - 1.8e9, left_ts - 1.8e9, sharing,"
                                        + " invited_ts - 1.8e9, last_seen_ts - 1.8e9"))
                .isEqualTo("[[alice, initiator, accepted, 0.0, null, 0, null, 0.0],"
                        + " [bob, participant, accepted, 2.0, null, 1, 0.0, 2.0],"
                        + " [carol, participant, rejected, null, 2.0, 0, 0.0, null]]");

        calls().end(call, "bob");
        assertThat(fixture.plain().dump("mp_call_ends", "reason")).isEqualTo("[[HUNG_UP]]");
        assertThat(fixture.plain().dump("call_participants", "state")).isEqualTo("[[left], [left], [rejected]]");
    }

    @Test
    void callsOfTheFirstMiniMost_areRead_andGoOnWithoutHeartbeats() {
        script("INSERT INTO calls (call_id, channel, initiator, state, started_ts, answered_ts)"
                + " VALUES ('c1', 'dm:alice:bob', 'alice', 'active', 1.8e9 - 5000, 1.8e9 - 4990)");
        script("INSERT INTO call_participants (call_id, username, role, state, joined_ts)"
                + " VALUES ('c1', 'alice', 'initiator', 'accepted', 1.8e9 - 5000),"
                + " ('c1', 'bob', 'participant', 'accepted', 1.8e9 - 4990)");
        fixture.sweep();

        assertThat(calls().active(DM).orElseThrow().accepted()).containsExactly("alice", "bob");
        assertThat(calls().initiate(DM, "bob").outcome()).isEqualTo(InitiateResult.Outcome.BUSY);
        assertThat(calls().end("c1", "bob")).isTrue();
        assertThat(find("c1").endReason()).contains(CallEnded.Reason.HUNG_UP);
    }

    @Test
    void callThatMiniMostLetGoOnWithOneUser_ends() {
        String call = active(DM, "alice", "bob").id();
        script("UPDATE call_participants SET state = 'left' WHERE username = 'bob'");
        assertThat(find(call).state()).as("not swept yet").isEqualTo(CallState.ENDED);
        fixture.takeEvents();

        fixture.sweep();

        assertThat(fixture.plain().dump("calls", "state")).isEqualTo("[[ended]]");
        assertThat(find(call).endReason()).contains(CallEnded.Reason.HUNG_UP);
        assertThat(fixture.takeEvents())
                .contains(new CallEnded(call, DM, "alice", Optional.of(START), CallEnded.Reason.HUNG_UP, START));
    }

    @Test
    void callThatMiniMostLetRingWithoutItsCaller_isCancelled() {
        String call = initiate(DM, "alice").id();
        script("UPDATE call_participants SET state = 'left' WHERE username = 'alice'");
        assertThat(calls().incoming("bob")).as("not swept yet").isEmpty();

        fixture.sweep();

        assertThat(fixture.plain().dump("calls", "state")).isEqualTo("[[ended]]");
        assertThat(find(call).endReason()).contains(CallEnded.Reason.CANCELLED);
    }

    @Test
    void callThatMiniMostLetRingForNoUser_isOver() {
        String call = initiate(DM, "alice").id();
        script("UPDATE call_participants SET state = 'rejected' WHERE username = 'bob'");

        fixture.sweep();

        assertThat(fixture.plain().dump("calls", "state")).isEqualTo("[[ended]]");
        assertThat(find(call).accepted()).isEmpty();
    }

    @Test
    void callThatMiniMostEnds_isOver_withoutAReason() {
        String call = active(DM, "alice", "bob").id();
        script("UPDATE calls SET state = 'ended', ended_ts = 1.8e9");

        assertThat(find(call).state()).isEqualTo(CallState.ENDED);
        assertThat(find(call).endReason()).isEmpty();
        assertThat(calls().accept(call, "bob").outcome()).isEqualTo(JoinResult.Outcome.OVER);
    }

    @Test
    void signalsAndMediaOfACallThatMiniMostEnds_areDeletedWithinAMinute() {
        String over = active(DM, "alice", "bob").id();
        String live = active(GROUP, "alice", "bob").id();
        for (String call : List.of(over, live)) {
            calls().signals().send(call, "alice", "bob", SignalType.OFFER, "{}");
            calls().media().append(call, "alice", Optional.empty(), new byte[] {1});
            calls().media().putInit(call, "bob", Optional.empty(), "video/webm", new byte[] {1});
        }
        fixture.sweep();
        script("UPDATE calls SET state = 'rejected' WHERE call_id = '" + over + "'");
        fixture.takeEvents();

        fixture.clock().stepSeconds(60);
        fixture.sweep();

        assertThat(fixture.plain().column("SELECT call_id FROM call_signals")).containsExactly(live);
        assertThat(fixture.plain().column("SELECT call_id FROM call_media")).containsExactly(live, live);
        assertThat(fixture.takeEvents()).noneMatch(event -> event instanceof CallEnded);
    }

    @Test
    void callInAnInvalidSpellingOfAChannel_canBeAnsweredByCalledUsers() {
        script("INSERT INTO calls (call_id, channel, initiator, state, started_ts)"
                + " VALUES ('c1', 'dm:bob:alice', 'alice', 'ringing', 1.8e9)");
        script("INSERT INTO call_participants (call_id, username, role, state, joined_ts)"
                + " VALUES ('c1', 'alice', 'initiator', 'accepted', 1.8e9),"
                + " ('c1', 'bob', 'participant', 'pending', NULL)");

        assertThat(calls().incoming("bob")).extracting(IncomingCall::channel).containsExactly("dm:bob:alice");
        assertThat(calls().accept("c1", "mallory").outcome()).isEqualTo(JoinResult.Outcome.NOT_ALLOWED);
        assertThat(calls().accept("c1", "bob").outcome()).isEqualTo(JoinResult.Outcome.JOINED);
    }

    @Test
    void rowsThatNoMiniMostWrites_breakNothing() {
        script("INSERT INTO calls VALUES ('c1', 'dm:alice:bob', '', 'paused', 9e999, -9e999, 'x', 'no:name')");
        script("INSERT INTO call_participants VALUES ('c1', 'alice', 'boss', 'asleep', 'x', 9e999, 7, -9e999, 'x'),"
                + " ('c2', 'alice', 'participant', 'pending', NULL, NULL, 0, NULL, NULL)");
        fixture.sweep();

        assertThat(find("c1").state()).isEqualTo(CallState.ENDED);
        assertThat(find("c1").participants()).hasSize(1);
        assertThat(calls().incoming("alice")).isEmpty();
        assertThat(calls().initiate(DM, "alice").outcome()).isEqualTo(InitiateResult.Outcome.RINGING);
    }

    @Test
    void changesOfCalls_moveTheChangeCounter_heartbeatsAndSignalsDoNot() {
        long before = counter();
        String call = active(DM, "alice", "bob").id();
        assertThat(counter()).isEqualTo(before + 2);

        calls().heartbeat(call, "alice");
        calls().signals().send(call, "alice", "bob", SignalType.OFFER, "{}");
        assertThat(counter()).isEqualTo(before + 2);

        calls().end(call, "alice");
        assertThat(counter()).isEqualTo(before + 3);
        calls().end(call, "alice");
        assertThat(counter()).isEqualTo(before + 3);
    }

    private long counter() {
        return fixture.plain().number("SELECT coalesce(max(gen), 0) FROM event_signal");
    }

    private void script(String sql) {
        fixture.plain().sql(sql);
    }
}
