package io.minimost.presence.signaling;

import static io.minimost.presence.signaling.SignalType.ANSWER;
import static io.minimost.presence.signaling.SignalType.OFFER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.minimost.presence.testing.DatabaseFixture;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The contract, the rows in the file, and what MiniMost may do to them. */
class SignalsInFileTest extends SignalsContract {
    SignalsInFileTest() {
        super(DatabaseFixture.inFile());
    }

    @Test
    void send_writesTheRowThatMiniMostWrites() {
        fixture.clock().step(Duration.ofMillis(250));
        send(signals(SignalLimits.DEFAULT), "s1", "alice", "bob", OFFER, "{\"sdp\": \"v=0\"}");

        assertThat(fixture.plain()
                        .dump(
                                "call_signals",
                                "id, call_id, from_user, to_user, signal_type, payload, ts - 1.8e9, typeof(ts)"))
                .isEqualTo("[[1, s1, alice, bob, offer, {\"sdp\": \"v=0\"}, 0.25, real]]");
    }

    @Test
    void rowsOfUnknownTypes_areSkippedWithoutEndingThePageEarly() {
        for (int i = 1; i <= 6; i++) {
            insert(i, i % 3 == 0 ? "answer" : "renegotiate", Integer.toString(i), 1.5);
        }
        insert(7, "Offer", "7", 1.5);
        insert(8, "", "8", 1.5);

        assertThat(signals(new SignalLimits(20, 100, 2000, 2)).after("s1", "bob", 0))
                .extracting(Signal::id, Signal::type)
                .containsExactly(tuple(3L, ANSWER), tuple(6L, ANSWER));
    }

    @Test
    void rowsThatNoMiniMostWrites_breakNothing() {
        insert(1, "offer", "no JSON", Double.POSITIVE_INFINITY);
        insert(2, "offer", "", Double.NEGATIVE_INFINITY);
        fixture.plain().sql("INSERT INTO call_signals VALUES (3, 's1', '', 'bob', 'offer', '1', 'yesterday')");

        assertThat(signals(SignalLimits.DEFAULT).after("s1", "bob", 0))
                .extracting(Signal::payload)
                .containsExactly("no JSON", "", "1");
    }

    @Test
    void rowsBeyondALimit_stayAndAreDelivered() {
        for (int i = 1; i <= 5; i++) {
            insert(i, "offer", "x".repeat(100), 1.8e9);
        }
        Signals signals = signals(new SignalLimits(20, 3, 60, 10));

        assertThat(send(signals, "s1", "alice", "bob", OFFER, "1")).isEmpty();
        assertThat(signals.after("s1", "bob", 0)).hasSize(5);
    }

    private void insert(long id, String type, String payload, double ts) {
        fixture.plain()
                .sql("INSERT INTO call_signals VALUES (?, 's1', 'alice', 'bob', ?, ?, ?)", id, type, payload, ts);
    }
}
