package io.minimost.presence.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.channels.PrivateChannel;
import io.minimost.presence.signaling.SendSignalResult;
import io.minimost.presence.signaling.SignalType;
import io.minimost.presence.testing.StoreFixture;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Calls in states that only MiniMost writes. */
class CallsOfMiniMostTest {
    private static final double SECOND = StoreFixture.START.getEpochSecond();

    @RegisterExtension
    final StoreFixture fixture = StoreFixture.inFile();

    /** As when two MiniMost processes have each begun one at the same moment. */
    @Test
    void twoCallsInAChannel_theFirstCounts() {
        twoCalls("dm:alice:bob");

        assertThat(calls().active("dm:alice:bob").orElseThrow().id()).isEqualTo("c2");
        InitiateResult refused = calls().initiate("dm:alice:bob", "bob");
        assertThat(refused.outcome()).isEqualTo(InitiateResult.Outcome.BUSY);
        assertThat(refused.call().orElseThrow().id()).isEqualTo("c2");
        assertThat(calls().callsOf("bob")).extracting(Call::id).containsExactly("c2", "c1");
    }

    @Test
    void twoCallsInAChannel_userWhoLosesIt_isRemovedFromBoth() {
        PrivateChannel team = fixture.store().channels().create("Team", "alice", List.of("bob"));
        twoCalls(team.id().text());

        fixture.store().channels().leave(team.id(), "bob");

        assertThat(calls().find("c1").orElseThrow().participant("bob")).isEmpty();
        assertThat(calls().find("c2").orElseThrow().participant("bob")).isEmpty();
    }

    @Test
    void ringWithoutAnInvitationTime_countsFromTheStartOfTheCall() {
        call("c1", "dm:alice:bob", "ringing", SECOND);
        participant("c1", "alice", "accepted");
        participant("c1", "bob", "pending");

        fixture.clock().stepSeconds(30);
        assertThat(calls().incoming("bob")).extracting(IncomingCall::call).containsExactly("c1");
        fixture.clock().stepSeconds(1);
        assertThat(calls().incoming("bob")).isEmpty();
        assertThat(calls().find("c1").orElseThrow().state()).isEqualTo(CallState.REJECTED);
    }

    @Test
    void ringInACallThatIsOver_isNotIncoming() {
        call("c1", "dm:alice:bob", "ended", SECOND);
        participant("c1", "alice", "accepted");
        participant("c1", "bob", "pending");

        assertThat(calls().incoming("bob")).isEmpty();
        assertThat(calls().callsOf("bob")).isEmpty();
        assertThat(calls().active("dm:alice:bob")).isEmpty();
        assertThat(calls().heartbeat("c1", "alice")).isFalse();
        assertThat(calls().signals().send("c1", "alice", "bob", SignalType.OFFER, "{}"))
                .isEqualTo(SendSignalResult.OVER);
    }

    /** MiniMost lets users share who are only called, or have left. */
    @Test
    void sharerWhoIsNotInTheCall_isNotShownOnceItIsOver() {
        call("c1", "dm:alice:bob", "active", SECOND);
        participant("c1", "alice", "accepted");
        participant("c1", "bob", "pending");
        fixture.plain().sql("UPDATE calls SET screenshare_user = 'bob'");
        fixture.plain().sql("UPDATE call_participants SET sharing = 1");

        calls().end("c1", "alice");

        Call over = calls().find("c1").orElseThrow();
        assertThat(over.state()).isEqualTo(CallState.ENDED);
        assertThat(over.screenShareUser()).isEmpty();
        assertThat(over.participants()).noneMatch(Participant::sharing);
    }

    @Test
    void callWithoutParticipants_endsAtTheNextSweep() {
        call("c1", "dm:alice:bob", "active", SECOND);

        fixture.sweep();

        assertThat(fixture.plain().text("SELECT state FROM calls")).isEqualTo("ended");
    }

    @Test
    void signalsOrMediaOfACallThatIsOver_areDeletedEachWithoutTheOther() {
        for (String over : List.of("c1", "c2")) {
            call(over, "dm:alice:bob", "ended", SECOND);
        }
        String live =
                calls().initiate("dm:alice:bob", "alice").call().orElseThrow().id();
        calls().media().append(live, "alice", Optional.empty(), new byte[] {1});
        fixture.plain().sql("INSERT INTO call_signals VALUES (1, 'c1', 'alice', 'bob', 'offer', '{}', ?)", SECOND);
        fixture.plain()
                .sql("INSERT INTO call_media (call_id, sender, data, ts) VALUES ('c2', 'alice', x'01', ?)", SECOND);

        fixture.sweep();

        assertThat(fixture.plain().column("SELECT call_id FROM call_signals")).isEmpty();
        assertThat(fixture.plain().column("SELECT call_id FROM call_media")).containsExactly(live);
    }

    /** The first generation records only who is shown. */
    @Test
    void screenShareThatMiniMostShows_staysWhenAnotherUserStops_andGoesWithItsOwn() {
        call("c1", "dm:alice:bob:carol", "active", SECOND);
        for (String user : List.of("alice", "bob", "carol")) {
            participant("c1", user, "accepted");
        }
        fixture.plain().sql("UPDATE calls SET screenshare_user = 'alice' WHERE call_id = 'c1'");

        calls().shareScreen("c1", "bob", false);
        assertThat(shown()).contains("alice");

        calls().shareScreen("c1", "bob", true);
        assertThat(shown()).contains("bob");
        calls().shareScreen("c1", "carol", true);
        calls().shareScreen("c1", "bob", false);
        assertThat(shown()).contains("carol");

        fixture.plain().sql("UPDATE calls SET screenshare_user = 'alice' WHERE call_id = 'c1'");
        calls().shareScreen("c1", "alice", false);
        assertThat(shown()).contains("carol");
    }

    private Optional<String> shown() {
        return calls().find("c1").orElseThrow().screenShareUser();
    }

    private void twoCalls(String channel) {
        fixture.plain().sql("DROP INDEX mp_calls_one_live");
        for (String call : List.of("c2", "c1")) {
            call(call, channel, "active", SECOND);
            participant(call, "alice", "accepted");
            participant(call, "bob", "accepted");
            participant(call, "carol", "accepted");
        }
    }

    private void call(String call, String channel, String state, double started) {
        fixture.plain()
                .sql(
                        "INSERT INTO calls (call_id, channel, initiator, state, started_ts)"
                                + " VALUES (?, ?, 'alice', ?, ?)",
                        call,
                        channel,
                        state,
                        started);
    }

    private void participant(String call, String user, String state) {
        fixture.plain()
                .sql("INSERT INTO call_participants (call_id, username, state) VALUES (?, ?, ?)", call, user, state);
    }

    private Calls calls() {
        return fixture.store().calls();
    }
}
