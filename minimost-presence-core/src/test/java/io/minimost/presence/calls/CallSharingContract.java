package io.minimost.presence.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.events.PresenceEvent.CallScreenShared;
import io.minimost.presence.media.MediaOutcome;
import io.minimost.presence.media.MediaTrack;
import io.minimost.presence.testing.StoreFixture;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Which users share their screens in a call, and which of them is shown by clients that show only one. */
abstract class CallSharingContract {
    private static final Instant START = StoreFixture.START;
    private static final String CHANNEL = "dm:alice:bob:carol:dave";

    @RegisterExtension
    final StoreFixture fixture;

    private String call = "";

    CallSharingContract(StoreFixture fixture) {
        this.fixture = fixture;
    }

    @BeforeEach
    void threeUsersJoin_daveIsCalled() {
        call = calls().initiate(CHANNEL, "alice").call().orElseThrow().id();
        calls().accept(call, "bob");
        calls().accept(call, "carol");
        fixture.takeEvents();
    }

    @Test
    void sharing_isPublished_andNotTwice() {
        share("carol");
        share("alice");
        share("alice");
        calls().shareScreen(call, "alice", false);
        calls().shareScreen(call, "alice", false);

        assertThat(fixture.takeEvents())
                .containsExactly(
                        new CallScreenShared(call, CHANNEL, "carol", true, START),
                        new CallScreenShared(call, CHANNEL, "alice", true, START),
                        new CallScreenShared(call, CHANNEL, "alice", false, START));
    }

    /** Bob was silent for too long, and the store has not noticed yet. */
    @Test
    void mediaOfAScreen_byAUserWhoIsDueToBeLost_isRefused() {
        fixture.clock().stepSeconds(40);
        calls().heartbeat(call, "alice");
        calls().heartbeat(call, "carol");
        fixture.clock().stepSeconds(21);
        Optional<MediaTrack> screen = Optional.of(MediaTrack.SCREEN);

        assertThat(calls().media().putInit(call, "bob", screen, "video/webm", new byte[1]))
                .isEqualTo(MediaOutcome.NO_SUCH_SESSION);

        assertThat(find().sharers()).isEmpty();
        assertThat(find().accepted()).containsExactly("alice", "carol");
        assertThat(calls().media()
                        .read(call, "alice", "bob", screen, OptionalLong.empty())
                        .orElseThrow()
                        .init())
                .isEmpty();
    }

    @Test
    void sharers_areInByteOrder() {
        share("carol");
        share("alice");

        assertThat(find().sharers()).containsExactly("alice", "carol");
    }

    /** The order is neither that of the names nor its reverse. */
    @Test
    void shown_isTheUserWhoBeganLast() {
        share("alice");
        assertThat(find().screenShareUser()).contains("alice");
        share("carol");
        assertThat(find().screenShareUser()).contains("carol");
        share("bob");
        assertThat(find().screenShareUser()).contains("bob");
    }

    @Test
    void shown_isTheUserWhoRepeatedItLast() {
        share("bob");
        share("alice");
        share("bob");

        assertThat(find().screenShareUser()).contains("bob");
    }

    @Test
    void shown_afterStopping_isTheFirstWhoStillShares() {
        share("carol");
        share("bob");
        share("alice");

        calls().shareScreen(call, "alice", false);
        assertThat(find().screenShareUser()).contains("bob");
        calls().shareScreen(call, "bob", false);
        assertThat(find().screenShareUser()).contains("carol");
        calls().shareScreen(call, "carol", false);
        assertThat(find().screenShareUser()).isEmpty();
        assertThat(find().sharers()).isEmpty();
    }

    @Test
    void shown_whenAnotherStops_stays() {
        share("alice");
        share("bob");
        share("carol");

        calls().shareScreen(call, "alice", false);

        assertThat(find().screenShareUser()).contains("carol");
    }

    @Test
    void shown_whenAUserStopsWhoNeverShared_stays() {
        share("bob");
        share("carol");

        calls().shareScreen(call, "alice", false);

        assertThat(find().screenShareUser()).contains("carol");
        assertThat(find().sharers()).containsExactly("bob", "carol");
    }

    @Test
    void shown_afterLeaving_isAnotherWhoShares() {
        share("bob");
        share("carol");

        calls().end(call, "carol");
        assertThat(find().screenShareUser()).contains("bob");
        assertThat(find().participant("carol").orElseThrow().sharing()).isFalse();
        calls().end(call, "bob");

        assertThat(find().screenShareUser()).isEmpty();
        assertThat(find().sharers()).isEmpty();
    }

    @Test
    void shown_whenAnotherLeaves_stays() {
        share("alice");
        share("bob");
        share("carol");

        calls().end(call, "alice");

        assertThat(find().screenShareUser()).contains("carol");
    }

    @Test
    void shown_whenAnotherIsLost_stays_sweptOrNot() {
        share("alice");
        share("bob");
        share("carol");
        fixture.clock().stepSeconds(40);
        calls().heartbeat(call, "bob");
        calls().heartbeat(call, "carol");
        fixture.clock().stepSeconds(21);

        assertThat(find().accepted()).containsExactly("bob", "carol");
        assertThat(find().screenShareUser()).contains("carol");
        fixture.store().sweep();
        assertThat(find().screenShareUser()).contains("carol");
    }

    @Test
    void shown_afterBeingLost_isTheFirstWhoStillShares_sweptOrNot() {
        share("carol");
        share("bob");
        share("alice");
        fixture.clock().stepSeconds(40);
        calls().heartbeat(call, "bob");
        calls().heartbeat(call, "carol");
        fixture.clock().stepSeconds(21);

        assertThat(find().screenShareUser()).contains("bob");
        fixture.store().sweep();
        assertThat(find().screenShareUser()).contains("bob");
    }

    @Test
    void shown_whenTwoSharersAreLostTogether_isTheThird_sweptOrNot() {
        calls().accept(call, "dave");
        share("carol");
        share("bob");
        share("alice");
        fixture.clock().stepSeconds(40);
        calls().heartbeat(call, "carol");
        calls().heartbeat(call, "dave");
        fixture.clock().stepSeconds(21);

        assertThat(find().screenShareUser()).contains("carol");
        fixture.store().sweep();
        assertThat(find().screenShareUser()).contains("carol");
    }

    @Test
    void shown_whenAllSharersAreLostTogether_isEmpty_sweptOrNot() {
        calls().accept(call, "dave");
        share("bob");
        share("alice");
        fixture.clock().stepSeconds(40);
        calls().heartbeat(call, "carol");
        calls().heartbeat(call, "dave");
        fixture.clock().stepSeconds(21);

        assertThat(find().screenShareUser()).isEmpty();
        fixture.store().sweep();
        assertThat(find().screenShareUser()).isEmpty();
    }

    /** The users leave one after the other, and none of them may stay shown. */
    @Test
    void sharing_endsWithAReset() {
        share("bob");
        share("alice");

        fixture.store().resetLiveState();

        assertThat(find().state()).isEqualTo(CallState.ENDED);
        assertThat(find().sharers()).isEmpty();
        assertThat(find().screenShareUser()).isEmpty();
    }

    @Test
    void sharing_isSeparateInEachCall() {
        String other =
                calls().initiate("dm:alice:bob", "alice").call().orElseThrow().id();
        calls().accept(other, "bob");
        share("bob");
        share("alice");
        calls().shareScreen(other, "bob", true);
        calls().shareScreen(other, "bob", false);

        assertThat(find().sharers()).containsExactly("alice", "bob");
        assertThat(find().screenShareUser()).contains("alice");
        assertThat(calls().find(other).orElseThrow().sharers()).isEmpty();
        assertThat(calls().find(other).orElseThrow().screenShareUser()).isEmpty();
    }

    @Test
    void sharing_isForUsersInTheCall() {
        assertThat(calls().shareScreen(call, "dave", true)).isEqualTo(ShareScreenResult.NOT_IN_CALL);

        assertThat(find().screenShareUser()).isEmpty();
    }

    @Test
    void sharing_endsWhenTheUserJoinsAgain() {
        share("alice");

        Call rejoined = calls().accept(call, "alice").call().orElseThrow();

        assertThat(rejoined.sharers()).isEmpty();
        assertThat(rejoined.screenShareUser()).isEmpty();
    }

    @Test
    void sharing_endsWhenTheUserLeavesAndReturns() {
        share("alice");
        share("bob");
        calls().end(call, "bob");

        calls().accept(call, "bob");

        assertThat(find().sharers()).containsExactly("alice");
        assertThat(find().screenShareUser()).contains("alice");
    }

    @Test
    void sharing_endsWithTheCall() {
        share("alice");
        share("bob");

        for (String user : find().accepted()) {
            calls().end(call, user);
        }
        calls().reject(call, "dave");

        assertThat(find().state()).isEqualTo(CallState.ENDED);
        assertThat(find().sharers()).isEmpty();
        assertThat(find().screenShareUser()).isEmpty();
    }

    final Calls calls() {
        return fixture.store().calls();
    }

    final void share(String user) {
        assertThat(calls().shareScreen(call, user, true)).isEqualTo(ShareScreenResult.DONE);
    }

    final Call find() {
        return calls().find(call).orElseThrow();
    }
}
