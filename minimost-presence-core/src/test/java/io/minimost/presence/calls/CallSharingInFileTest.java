package io.minimost.presence.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.testing.StoreFixture;
import org.junit.jupiter.api.Test;

/** The contract, and what MiniMost does to the rows: it does not reset {@code sharing} when a user leaves. */
class CallSharingInFileTest extends CallSharingContract {
    CallSharingInFileTest() {
        super(StoreFixture.inFile());
    }

    @Test
    void sharerWhoLeftInMiniMost_isNoLongerASharer() {
        share("alice");
        share("bob");
        share("carol");
        leaveInMiniMost("alice");

        assertThat(find().sharers()).containsExactly("bob", "carol");
        calls().end(find().id(), "carol");
        assertThat(find().screenShareUser()).contains("bob");
    }

    @Test
    void sharerWhoLeftInMiniMost_doesNotShareAfterReturning() {
        share("alice");
        share("bob");
        leaveInMiniMost("alice");

        calls().accept(find().id(), "alice");

        assertThat(find().sharers()).containsExactly("bob");
        assertThat(find().screenShareUser()).contains("bob");
    }

    @Test
    void sharerWhoLeftInMiniMost_doesNotShareWhenInvitedAgain() {
        share("bob");
        leaveInMiniMost("bob");

        calls().invite(find().id(), "alice", "bob");

        assertThat(fixture.plain().number("SELECT sum(sharing) FROM call_participants"))
                .isZero();
    }

    private void leaveInMiniMost(String user) {
        fixture.plain().sql("UPDATE call_participants SET state = 'left' WHERE username = ?", user);
    }
}
