package io.minimost.presence.relay;

import static io.minimost.presence.relay.SignalType.ANSWER;
import static io.minimost.presence.relay.SignalType.ICE_CANDIDATE;
import static io.minimost.presence.relay.SignalType.OFFER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.minimost.presence.events.PresenceEvent.SignalSent;
import io.minimost.presence.internal.Durability;
import io.minimost.presence.internal.Transaction;
import io.minimost.presence.testing.DatabaseFixture;
import io.minimost.presence.testing.Race;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What holds for signals in every database. */
abstract class SignalsContract {
    static final Instant START = DatabaseFixture.START;
    private static final SignalLimits NARROW = new SignalLimits(20, 3, 60, 2);

    @RegisterExtension
    final DatabaseFixture fixture;

    SignalsContract(DatabaseFixture fixture) {
        this.fixture = fixture;
    }

    @Test
    void send_putsItIntoTheMailboxOfItsRecipientAndSession() {
        Signals signals = signals(SignalLimits.DEFAULT);
        long id =
                send(signals, "s1", "alice", "bob", OFFER, "{\"sdp\": \"v=0\"}").orElseThrow();

        assertThat(signals.after("s1", "bob", 0))
                .containsExactly(new Signal(id, "alice", OFFER, "{\"sdp\": \"v=0\"}", START));
        assertThat(signals.after("s1", "alice", 0)).isEmpty();
        assertThat(signals.after("s2", "bob", 0)).isEmpty();
        assertThat(fixture.takeEvents()).containsExactly(new SignalSent("s1", "general", "alice", "bob", id, START));
    }

    @Test
    void send_inATransactionThatFails_announcesNothing() {
        Signals signals = signals(SignalLimits.DEFAULT);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fixture.run(transaction -> {
                    signals.send(transaction, "s1", "general", "alice", "bob", OFFER, "1", START);
                    throw new IllegalArgumentException("on purpose");
                }));

        assertThat(signals.after("s1", "bob", 0)).isEmpty();
        assertThat(fixture.takeEvents()).isEmpty();
    }

    @Test
    void after_isAscendingByIdAndEndsWithThePage() {
        Signals signals = signals(new SignalLimits(20, 100, 2000, 2));
        for (int i = 1; i <= 5; i++) {
            send(signals, "s1", "alice", "bob", ICE_CANDIDATE, "" + i);
            send(signals, "s1", "bob", "alice", ICE_CANDIDATE, "0");
        }

        List<Signal> first = signals.after("s1", "bob", Long.MIN_VALUE);
        List<Signal> second = signals.after("s1", "bob", first.get(1).id());
        List<Signal> third = signals.after("s1", "bob", second.get(1).id());
        assertThat(List.of(first, second, third).stream().flatMap(List::stream))
                .extracting(Signal::payload)
                .containsExactly("1", "2", "3", "4", "5");
        assertThat(third).hasSize(1).isUnmodifiable();
        assertThat(signals.after("s1", "bob", third.get(0).id())).isEmpty();
        assertThat(signals.after("s1", "bob", Long.MAX_VALUE)).isEmpty();
    }

    @Test
    void after_doesNotConsume() {
        Signals signals = signals(SignalLimits.DEFAULT);
        send(signals, "s1", "alice", "bob", OFFER, "1");

        assertThat(signals.after("s1", "bob", 0)).hasSize(1).isEqualTo(signals.after("s1", "bob", 0));
    }

    @Test
    void everyType_comesBack() {
        Signals signals = signals(SignalLimits.DEFAULT);
        for (SignalType type : SignalType.values()) {
            send(signals, "s1", "alice", "bob", type, "1");
        }

        assertThat(signals.after("s1", "bob", 0)).extracting(Signal::type).containsExactly(SignalType.values());
    }

    @Test
    void mailbox_ofAsManyAsAllowed_refusesOneMore() {
        Signals signals = signals(NARROW);
        for (int i = 1; i <= 3; i++) {
            assertThat(send(signals, "s1", "alice", "bob", OFFER, "1")).isPresent();
        }
        fixture.takeEvents();

        assertThat(send(signals, "s1", "alice", "bob", OFFER, "1")).isEmpty();
        assertThat(fixture.takeEvents()).isEmpty();
        assertThat(send(signals, "s1", "alice", "carol", OFFER, "1"))
                .as("somebody else's mailbox")
                .isPresent();
        assertThat(send(signals, "s2", "alice", "bob", OFFER, "1"))
                .as("another session")
                .isPresent();
    }

    @Test
    void mailbox_ofAsManyBytesAsAllowed_refusesOneMore() {
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
    void mailbox_thatIsFull_dropsWhatIsOlderThanAMinute() {
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
    void mailbox_thatIsNotFull_keepsWhatIsOld() {
        Signals signals = signals(NARROW);
        send(signals, "s1", "alice", "bob", OFFER, "1");
        fixture.clock().step(Duration.ofDays(1));
        send(signals, "s1", "alice", "bob", ANSWER, "2");

        assertThat(signals.after("s1", "bob", 0)).hasSize(2);
    }

    @Test
    void mailbox_whoseOldOnesAreTooShortToMatter_staysFull() {
        Signals signals = signals(new SignalLimits(20, 100, 40, 10));
        send(signals, "s1", "alice", "bob", OFFER, "1");
        fixture.clock().step(Duration.ofMinutes(2));
        send(signals, "s1", "alice", "bob", OFFER, text(20));
        send(signals, "s1", "alice", "bob", OFFER, text(19));

        assertThat(send(signals, "s1", "alice", "bob", OFFER, text(20))).isEmpty();
    }

    @Test
    void mailbox_filledByManyAtOnce_holdsJustAsManyAsAllowed() throws Exception {
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

    @Test
    void lastId_isTheGreatestThatIsLeft() {
        Signals signals = signals(SignalLimits.DEFAULT);
        assertThat(lastId(signals, "s1")).isZero();
        long first = send(signals, "s1", "alice", "bob", OFFER, "1").orElseThrow();
        long second = send(signals, "s1", "bob", "alice", OFFER, "1").orElseThrow();
        send(signals, "s2", "bob", "alice", OFFER, "1");

        assertThat(lastId(signals, "s1")).isEqualTo(second).isGreaterThan(first);
        fixture.run(transaction -> signals.purge(transaction, "s1"));
        assertThat(lastId(signals, "s1")).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "purge,      'bob>alice@s2 bob>carol@s2'",
        "purgeUser,  'bob>carol@s1 bob>alice@s2 bob>carol@s2'",
        "forget,     'bob>carol@s1 bob>carol@s2'",
        "purgeAll,   ''"
    })
    void purges_removeTheirs(String purge, String left) {
        Signals signals = signals(SignalLimits.DEFAULT);
        for (String session : List.of("s1", "s2")) {
            send(signals, session, "bob", "alice", OFFER, "1");
            send(signals, session, "bob", "carol", OFFER, "1");
        }
        send(signals, "s1", "alice", "carol", OFFER, "1");

        fixture.run(purge(signals, purge));

        List<String> found = List.of("s1", "s2").stream()
                .flatMap(session -> List.of("alice", "carol").stream()
                        .flatMap(to -> signals.after(session, to, 0).stream()
                                .map(signal -> signal.from() + ">" + to + "@" + session)))
                .toList();
        assertThat(String.join(" ", found)).isEqualTo(left);
    }

    private static Consumer<Transaction> purge(Signals signals, String name) {
        return switch (name) {
            case "purge" -> transaction -> signals.purge(transaction, "s1");
            case "purgeUser" -> transaction -> signals.purgeUser(transaction, "s1", "alice");
            case "forget" -> transaction -> signals.forget(transaction, "alice");
            case "purgeAll" -> signals::purgeAll;
            default -> throw new IllegalArgumentException(name);
        };
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

    private long lastId(Signals signals, String session) {
        return fixture.write(transaction -> signals.lastId(transaction, session));
    }

    /** JSON of {@code length} bytes. */
    private static String text(int length) {
        return '"' + "x".repeat(length - 2) + '"';
    }
}
