package io.minimost.presence.signaling;

import static io.minimost.presence.signaling.SignalType.ICE_CANDIDATE;
import static io.minimost.presence.signaling.SignalType.OFFER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.minimost.presence.events.PresenceEvent.SignalSent;
import io.minimost.presence.internal.Transaction;
import io.minimost.presence.testing.DatabaseFixture;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How signals are sent, read and deleted, in every database. */
abstract class SignalsContract extends MailboxContract {
    SignalsContract(DatabaseFixture fixture) {
        super(fixture);
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
    void send_inATransactionThatFails_publishesNothing() {
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
    void everyType_isReadAsSent() {
        Signals signals = signals(SignalLimits.DEFAULT);
        for (SignalType type : SignalType.values()) {
            send(signals, "s1", "alice", "bob", type, "1");
        }

        assertThat(signals.after("s1", "bob", 0)).extracting(Signal::type).containsExactly(SignalType.values());
    }

    @Test
    void lastId_isTheGreatestThatIsStored() {
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
        "purgeUserEverywhere, 'bob>carol@s1 bob>carol@s2'",
        "purgeAll,   ''"
    })
    void purges_deleteOnlyTheirOwn(String purge, String left) {
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
            case "purgeUserEverywhere" -> transaction -> signals.purgeUserEverywhere(transaction, "alice");
            case "purgeAll" -> signals::purgeAll;
            default -> throw new IllegalArgumentException(name);
        };
    }

    private long lastId(Signals signals, String session) {
        return fixture.write(transaction -> signals.lastId(transaction, session));
    }
}
