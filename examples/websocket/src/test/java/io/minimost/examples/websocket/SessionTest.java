package io.minimost.examples.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.minimost.presence.presence.Session;
import io.minimost.presence.values.PresenceState;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A page that is open keeps its session alive without a request: its browser answers pings. */
class SessionTest extends SocketTest {
    private static final String TAB = "tab-0123456789";

    @Test
    void pongs_keepTheSessionAlive() {
        here("active");
        try (SocketClient alice = connect("alice", "&channel=general&session=" + TAB)) {
            for (int minute = 1; minute <= 3; minute++) {
                step(Duration.ofMinutes(1));
                // What is sent brings a ping along.
                react("general", minute);
                await().until(this::isHeardNow);
                store().sweep();
                assertThat(states()).containsEntry("alice", PresenceState.ACTIVE);
            }
            assertThat(alice.hasEnded()).isFalse();
        }
    }

    /** A client that no longer reads does not answer, although its connection is open. */
    @Test
    void clientThatDoesNotRead_isSeenToBeGone() {
        here("active");
        try (SocketClient alice = connect("alice", "&channel=general&session=" + TAB)) {
            await().until(this::isHeardNow);
            alice.pause();
            react("general", 1);
            react("general", 2);

            await().until(() -> {
                // A pong may have been on its way before.
                step(Duration.ofSeconds(100));
                react("general", 3);
                store().sweep();
                return states().get("alice") == PresenceState.OFFLINE;
            });
            assertThat(alice.hasEnded()).isFalse();
        }
    }

    @Test
    void pageThatCloses_endsItsOwnSessionOnly() {
        here("active");
        store().presence().sessions().report("alice", "phone-0123456789", PresenceState.IDLE);

        here("offline");

        assertThat(states()).containsEntry("alice", PresenceState.IDLE);
        assertThat(post("/here?user=alice&channel=general&session=x&state=active"))
                .isEqualTo(400);
        assertThat(post("/here?user=alice&channel=general&session=" + TAB + "&state=asleep"))
                .isEqualTo(400);
    }

    private void here(String state) {
        assertThat(post("/here?user=alice&channel=general&session=" + TAB + "&state=" + state))
                .isEqualTo(204);
    }

    private boolean isHeardNow() {
        return store().presence().sessions().sessionsOf("alice").stream()
                .map(Session::lastHeard)
                .allMatch(now()::equals);
    }

    private Map<String, PresenceState> states() {
        return store().presence().recentStates();
    }
}
