package io.minimost.presence.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.minimost.presence.events.PresenceEvent.SignalSent;
import io.minimost.presence.signaling.SendSignalResult;
import io.minimost.presence.signaling.Signal;
import io.minimost.presence.signaling.SignalLimits;
import io.minimost.presence.signaling.SignalType;
import io.minimost.presence.testing.StoreFixture;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who may send signals to whom in a call, and how long they wait. */
abstract class CallSignalsContract {
    private static final String CHANNEL = "dm:alice:bob:carol";

    @RegisterExtension
    final StoreFixture fixture;

    private String call = "";

    CallSignalsContract(StoreFixture fixture) {
        this.fixture = fixture;
    }

    @BeforeEach
    void aliceAndBobJoin_carolIsCalled() {
        call = calls().initiate(CHANNEL, "alice").call().orElseThrow().id();
        calls().accept(call, "bob");
        fixture.takeEvents();
    }

    @Test
    void send_reachesOnlyItsRecipient() {
        String payload = "{\"sdp\":\"v=0\\r\\n\", \"a\":1.0}";

        assertThat(calls().signals().send(call, "alice", "bob", SignalType.OFFER, payload))
                .isEqualTo(SendSignalResult.SENT);
        fixture.clock().stepSeconds(1);
        assertThat(calls().signals().send(call, "alice", "bob", SignalType.ICE_CANDIDATE, "[]"))
                .isEqualTo(SendSignalResult.SENT);

        List<Signal> waiting = calls().signals().waiting(call, "bob", 0);
        assertThat(waiting)
                .containsExactly(
                        new Signal(1, "alice", SignalType.OFFER, payload, StoreFixture.START),
                        new Signal(2, "alice", SignalType.ICE_CANDIDATE, "[]", StoreFixture.START.plusSeconds(1)));
        assertThat(calls().signals().waiting(call, "bob", 1)).containsExactly(waiting.get(1));
        assertThat(calls().signals().waiting(call, "bob", 2)).isEmpty();
        assertThat(calls().signals().waiting(call, "bob", 0))
                .as("reading consumes nothing")
                .hasSize(2);
        assertThat(calls().signals().waiting(call, "alice", 0)).isEmpty();
        assertThat(calls().signals().waiting(call, "carol", 0)).isEmpty();
        assertThat(fixture.takeEvents())
                .startsWith(new SignalSent(call, CHANNEL, "alice", "bob", 1, StoreFixture.START));
    }

    /** Whether or not a sweep has removed them. */
    @Test
    void send_aUserWhoWasSilentForTooLong_isNotInTheCall() {
        calls().accept(call, "carol");
        fixture.clock().stepSeconds(40);
        calls().heartbeat(call, "alice");
        calls().heartbeat(call, "carol");
        assertThat(send("alice", "bob")).isEqualTo(SendSignalResult.SENT);
        fixture.clock().stepSeconds(21);

        assertThat(send("alice", "bob")).isEqualTo(SendSignalResult.NO_SUCH_RECIPIENT);
        assertThat(send("bob", "alice")).isEqualTo(SendSignalResult.NOT_ALLOWED);
        assertThat(send("carol", "alice")).isEqualTo(SendSignalResult.SENT);
    }

    @Test
    void send_isForUsersInTheCall() {
        assertThat(send("mallory", "bob")).isEqualTo(SendSignalResult.NOT_FOUND);
        assertThat(calls().signals().send("no-such-call", "alice", "bob", SignalType.OFFER, "{}"))
                .isEqualTo(SendSignalResult.NOT_FOUND);
        assertThat(send("carol", "bob")).as("is only called").isEqualTo(SendSignalResult.NOT_ALLOWED);
        assertThat(send("alice", "carol")).as("is only called").isEqualTo(SendSignalResult.NO_SUCH_RECIPIENT);
        assertThat(send("alice", "mallory")).isEqualTo(SendSignalResult.NO_SUCH_RECIPIENT);
        assertThat(send("alice", "alice")).isEqualTo(SendSignalResult.NO_SUCH_RECIPIENT);
        calls().accept(call, "carol");
        assertThat(send("alice", "carol")).isEqualTo(SendSignalResult.SENT);

        calls().end(call, "bob");
        calls().end(call, "carol");

        assertThat(send("alice", "bob")).isEqualTo(SendSignalResult.OVER);
        assertThat(fixture.takeEvents())
                .filteredOn(SignalSent.class::isInstance)
                .hasSize(1);
    }

    @Test
    void send_ofAnInvalidPayload_isRefused() {
        for (String payload : List.of("", "{", "NaN", "{\"a\":Infinity}", "\"\ud800\"", "'a'", "a".repeat(50_000))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> calls().signals().send(call, "alice", "bob", SignalType.OFFER, payload))
                    .withMessageContaining("payload");
        }
        assertThat(calls().signals().waiting(call, "bob", 0)).isEmpty();
    }

    @Test
    void signals_ofAUserWhoLeft_areDeleted() {
        calls().accept(call, "carol");
        send("alice", "bob");
        send("bob", "carol");
        send("carol", "alice");

        calls().end(call, "bob");

        assertThat(calls().signals().waiting(call, "bob", 0)).isEmpty();
        assertThat(calls().signals().waiting(call, "carol", 0)).isEmpty();
        assertThat(calls().signals().waiting(call, "alice", 0)).hasSize(1);
    }

    @Test
    void joiningAgain_beginsWithAnEmptyMailbox() {
        send("alice", "bob");
        send("bob", "alice");
        calls().accept(call, "carol");
        send("alice", "carol");

        JoinResult again = calls().accept(call, "bob");

        assertThat(again.lastSignal()).as("the signal to carol").isEqualTo(3);
        assertThat(calls().signals().waiting(call, "bob", 0)).isEmpty();
        assertThat(calls().signals().waiting(call, "alice", 0)).isEmpty();
        send("alice", "bob");
        assertThat(calls().signals().waiting(call, "bob", again.lastSignal())).hasSize(1);
    }

    @Test
    void endOfTheCall_deletesItsSignals() {
        send("alice", "bob");

        calls().end(call, "alice");
        calls().reject(call, "carol");

        assertThat(calls().find(call).orElseThrow().isLive()).isFalse();
        assertThat(calls().signals().waiting(call, "bob", 0)).isEmpty();
    }

    @Test
    void mailbox_hasALimit() {
        fixture.reopen(builder -> builder.signalLimits(new SignalLimits(100, 3, 300, 2)));
        aliceAndBobJoin_carolIsCalled();
        for (int i = 0; i < 3; i++) {
            assertThat(send("alice", "bob")).isEqualTo(SendSignalResult.SENT);
        }

        assertThat(send("alice", "bob")).isEqualTo(SendSignalResult.MAILBOX_FULL);

        assertThat(send("bob", "alice")).as("another mailbox").isEqualTo(SendSignalResult.SENT);
        assertThat(calls().signals().waiting(call, "bob", 0)).as("a page").hasSize(2);
    }

    private Calls calls() {
        return fixture.store().calls();
    }

    private SendSignalResult send(String from, String to) {
        return calls().signals().send(call, from, to, SignalType.OFFER, "{}");
    }
}
