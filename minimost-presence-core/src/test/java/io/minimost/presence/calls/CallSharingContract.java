package io.minimost.presence.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.events.PresenceEvent.CallScreenShared;
import io.minimost.presence.media.MediaOutcome;
import io.minimost.presence.media.MediaTrack;
import io.minimost.presence.testing.StoreFixture;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Which users share their screens in a call. */
abstract class CallSharingContract extends CallSharingFixture {
    CallSharingContract(StoreFixture fixture) {
        super(fixture);
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

    /** The users leave one after the other, and none of them may stay shown. */
    @Test
    void sharing_endsWithAReset() {
        share("bob");
        share("alice");

        fixture.resetLiveState();

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
}
