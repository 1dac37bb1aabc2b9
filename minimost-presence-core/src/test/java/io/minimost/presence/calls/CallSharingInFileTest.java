package io.minimost.presence.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.testing.StoreFixture;
import org.junit.jupiter.api.Test;

/** The contract, and what MiniMost does to the rows: it does not reset {@code sharing} of those who leave. */
class CallSharingInFileTest extends CallSharingContract {
    CallSharingInFileTest() {
        super(StoreFixture.inFile());
    }

    @Test
    void sharerWhomMiniMostTookOut_isNoSharerAnyMore() {
        share("alice");
        share("bob");
        share("carol");
        takeOut("alice");

        assertThat(find().sharers()).containsExactly("bob", "carol");
        calls().end(find().id(), "carol");
        assertThat(find().screenShareUser()).contains("bob");
    }

    @Test
    void sharerWhomMiniMostTookOut_doesNotShareWhenHeComesBack() {
        share("alice");
        share("bob");
        takeOut("alice");

        calls().accept(find().id(), "alice");

        assertThat(find().sharers()).containsExactly("bob");
        assertThat(find().screenShareUser()).contains("bob");
    }

    @Test
    void sharerWhomMiniMostTookOut_doesNotShareWhenHeIsInvitedAgain() {
        share("bob");
        takeOut("bob");

        calls().invite(find().id(), "alice", "bob");

        assertThat(fixture.plain().number("SELECT sum(sharing) FROM call_participants"))
                .isZero();
    }

    private void takeOut(String user) {
        fixture.plain().sql("UPDATE call_participants SET state = 'left' WHERE username = ?", user);
    }
}
