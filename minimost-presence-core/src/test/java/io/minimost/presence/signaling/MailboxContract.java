package io.minimost.presence.signaling;

import static io.minimost.presence.signaling.SignalType.ANSWER;
import static io.minimost.presence.signaling.SignalType.OFFER;
import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.internal.Durability;
import io.minimost.presence.testing.DatabaseFixture;
import io.minimost.presence.testing.Race;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How many signals may wait for a recipient, in every database. */
abstract class MailboxContract {
    static final Instant START = DatabaseFixture.START;
    private static final SignalLimits NARROW = new SignalLimits(20, 3, 60, 2);

    @RegisterExtension
    final DatabaseFixture fixture;

    MailboxContract(DatabaseFixture fixture) {
        this.fixture = fixture;
    }

    @Test
    void mailbox_withTheMostSignals_refusesOneMore() {
        Signals signals = signals(NARROW);
        for (int i = 1; i <= 3; i++) {
            assertThat(send(signals, "s1", "alice", "bob", OFFER, "1")).isPresent();
        }
        fixture.takeEvents();

        assertThat(send(signals, "s1", "alice", "bob", OFFER, "1")).isEmpty();
        assertThat(fixture.takeEvents()).isEmpty();
        assertThat(send(signals, "s1", "alice", "carol", OFFER, "1"))
                .as("the mailbox of another user")
                .isPresent();
        assertThat(send(signals, "s2", "alice", "bob", OFFER, "1"))
                .as("another session")
                .isPresent();
    }

    @Test
    void mailbox_withTheMostBytes_refusesOneMore() {
        Signals signals = signals(new SignalLimits(20, 100, 50, 10));
        assertThat(send(signals, "s1", "alice", "bob", OFFER, text(20))).isPresent();
        assertThat(send(signals, "s1", "alice", "bob", OFFER, text(20))).isPresent();

        assertThat(send(signals, "s1", "alice", "bob", OFFER, text(11))).isEmpty();
        assertThat(send(signals, "s1", "alice", "bob", OFFER, text(10))).isPresent();
        assertThat(send(signals, "s1", "alice", "bob", OFFER, "1")).isEmpty();
        assertThat(signals.after("s1", "bob", 0)).hasSize(3);
    }

    @Test
    void mailbox_countsBytesAndNotCharacters() {
        Signals signals = signals(new SignalLimits(20, 100, 20, 10));
        assertThat(send(signals, "s1", "alice", "bob", OFFER, "\"\ud83d\ude00\u20ac\u00e9\"")) // 2 + 4 + 3 + 2
                .isPresent();

        assertThat(send(signals, "s1", "alice", "bob", OFFER, text(10))).isEmpty();
        assertThat(send(signals, "s1", "alice", "bob", OFFER, text(9))).isPresent();
    }

    @Test
    void mailbox_thatIsFull_dropsSignalsOlderThanAMinute() {
        Signals signals = signals(NARROW);
        send(signals, "s1", "alice", "bob", OFFER, "1");
        send(signals, "s2", "alice", "bob", OFFER, "2");
        send(signals, "s1", "alice", "carol", OFFER, "3");
        fixture.clock().step(Duration.ofMillis(1));
        send(signals, "s1", "alice", "bob", OFFER, "4");
        send(signals, "s1", "alice", "bob", OFFER, "5");

        fixture.clock().set(START.plusSeconds(60));
        assertThat(send(signals, "s1", "alice", "bob", OFFER, "6"))
                .as("a minute old is not older")
                .isEmpty();
        fixture.clock().step(Duration.ofMillis(1));
        assertThat(send(signals, "s1", "alice", "bob", OFFER, "7")).isPresent();

        assertThat(signals.after("s1", "bob", 0)).extracting(Signal::payload).containsExactly("4", "5");
        assertThat(signals.after("s2", "bob", 0)).hasSize(1);
        assertThat(signals.after("s1", "carol", 0)).hasSize(1);
    }

    @Test
    void mailbox_thatIsNotFull_keepsOldSignals() {
        Signals signals = signals(NARROW);
        send(signals, "s1", "alice", "bob", OFFER, "1");
        fixture.clock().step(Duration.ofDays(1));
        send(signals, "s1", "alice", "bob", ANSWER, "2");

        assertThat(signals.after("s1", "bob", 0)).hasSize(2);
    }

    @Test
    void mailbox_whoseOldSignalsAreTooShort_staysFull() {
        Signals signals = signals(new SignalLimits(20, 100, 40, 10));
        send(signals, "s1", "alice", "bob", OFFER, "1");
        fixture.clock().step(Duration.ofMinutes(2));
        send(signals, "s1", "alice", "bob", OFFER, text(20));
        send(signals, "s1", "alice", "bob", OFFER, text(19));

        assertThat(send(signals, "s1", "alice", "bob", OFFER, text(20))).isEmpty();
    }

    @Test
    void mailbox_filledByManyThreads_holdsTheMostSignals() throws Exception {
        Signals signals = signals(new SignalLimits(20, 50, 1000, 100));
        List<Optional<Long>> sent = Race.run(25, () -> send(signals, "s1", "alice", "bob", OFFER, "1"));

        assertThat(sent.stream().flatMap(Optional::stream)).hasSize(50).doesNotHaveDuplicates();
        assertThat(Collections.frequency(sent, Optional.empty())).isEqualTo(Race.THREADS * 25 - 50);
        assertThat(signals.after("s1", "bob", 0)).hasSize(50);
    }

    @Test
    void limits_byDefault_areAThousandAndFourMebibytes() {
        Signals signals = signals(SignalLimits.DEFAULT);
        fixture.run(transaction -> IntStream.range(0, 1000)
                .forEach(i -> signals.send(transaction, "s1", "general", "alice", "bob", OFFER, "1", START)));
        assertThat(send(signals, "s1", "alice", "bob", OFFER, "1")).isEmpty();
        assertThat(signals.after("s1", "bob", 0)).hasSize(200);

        long sent = IntStream.range(0, 100)
                .filter(i -> send(signals, "s1", "bob", "alice", OFFER, text(48 << 10))
                        .isPresent())
                .count();
        assertThat(sent).isEqualTo((4 << 20) / (48 << 10));
    }

    Signals signals(SignalLimits limits) {
        return new Signals(fixture.database(), limits);
    }

    Optional<Long> send(Signals signals, String session, String from, String to, SignalType type, String payload) {
        Instant now = fixture.database().now();
        signals.check(type, payload);
        return fixture.database()
                .write(
                        Durability.EPHEMERAL,
                        transaction -> signals.send(transaction, session, "general", from, to, type, payload, now));
    }

    /** JSON of {@code length} bytes. */
    private static String text(int length) {
        return '"' + "x".repeat(length - 2) + '"';
    }
}
