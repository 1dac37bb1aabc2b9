package io.minimost.presence.presence;

import static io.minimost.presence.values.PresenceState.ACTIVE;
import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.testing.StoreFixture;
import org.junit.jupiter.api.Test;

/** The contract, and a MiniMost that reads and writes the same file. */
class InvisibleInFileTest extends InvisibleContract {
    private static final long NOW = START.getEpochSecond();

    InvisibleInFileTest() {
        super(StoreFixture.inFile());
    }

    @Test
    void miniMost_seesTheUserOffline() {
        presence().sessions().report("ann", DESK, ACTIVE);
        presence().setOverride("ann", PresenceOverride.ACTIVE);
        setInvisible(true);
        assertThat(row()).isEqualTo("[[ann, 0, offline, null]]");
        fixture.clock().stepSeconds(100);
        presence().sessions().report("ann", DESK, ACTIVE);
        statuses().set("ann", QUIET);
        fixture.sweep();
        assertThat(row()).isEqualTo("[[ann, 0, offline, null]]");
    }

    /** Nobody can keep it from saying so first. */
    @Test
    void heartbeatOfAMiniMost_isTakenBack() {
        presence().sessions().report("ann", DESK, ACTIVE);
        setInvisible(true);
        fixture.plain()
                .sql(
                        "UPDATE presence SET state = 'active', override = 'active', last_seen = ? WHERE user = 'ann'",
                        NOW + 3);
        sweepAt(4);

        assertThat(row()).isEqualTo("[[ann, 0, offline, null]]");
        assertOffline(START);
        setInvisible(false);
        assertThat(row()).isEqualTo("[[ann, 4, active, active]]");
    }

    private String row() {
        return fixture.plain().dump("presence", "user, last_seen - " + NOW + ", state, override");
    }
}
