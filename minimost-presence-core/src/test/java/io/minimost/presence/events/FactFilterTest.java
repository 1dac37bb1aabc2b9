package io.minimost.presence.events;

import static io.minimost.presence.events.FactKind.CALL_RINGING;
import static io.minimost.presence.events.FactKind.LIVE_STATE_RESET;
import static io.minimost.presence.events.FactKind.LOST;
import static io.minimost.presence.events.FactKind.MEMBER_ADDED;
import static io.minimost.presence.events.FactKind.SIGNAL_SENT;
import static io.minimost.presence.events.FactKind.USER_DELETED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FactFilterTest {
    /** A fact, and which filters it passes: everything; the channel general; bob, who may use general. */
    @ParameterizedTest
    @CsvSource({
        "MESSAGES_READ,    general, alice, true, true,  true",
        "MESSAGES_READ,    general, bob,   true, true,  true",
        "MESSAGES_READ,    random,  alice, true, false, false",
        "MESSAGES_READ,    random,  bob,   true, false, true",
        "MEMBER_ADDED,     private:1, bob, true, false, true",
        "CHANNEL_DELETED, general, ,     true, true,  true",
        "CHANNEL_DELETED, random, ,      true, false, false",
        "LIVE_STATE_RESET, ,        ,      true, true,  true",
        "USER_DELETED,   ,        alice, true, true,  true",
        "LOST,             ,        ,      true, true,  true",
        "SIGNAL_SENT,      general, alice, true, false, false",
        "SIGNAL_SENT,      general, bob,   true, false, true",
        "SIGNAL_SENT,      general, ,      true, false, false",
        "OTHER,            general, alice, true, true,  true",
        "OTHER,            random,  alice, true, false, false",
    })
    void matches(FactKind kind, String channel, String user, boolean everything, boolean inChannel, boolean forBob) {
        LoggedFact fact = fact(kind, channel, user);

        assertThat(FactFilter.everything().matches(fact)).isEqualTo(everything);
        assertThat(FactFilter.channels(List.of("general")).matches(fact)).isEqualTo(inChannel);
        assertThat(FactFilter.reader("bob", List.of("general")).matches(fact)).isEqualTo(forBob);
    }

    @Test
    void only_narrowsButNeverHidesALoss() {
        FactFilter filter = FactFilter.reader("bob", List.of("general")).only(MEMBER_ADDED, SIGNAL_SENT);

        assertThat(filter.matches(fact(MEMBER_ADDED, "general", "alice"))).isTrue();
        assertThat(filter.matches(fact(MEMBER_ADDED, "random", "alice"))).isFalse();
        assertThat(filter.matches(fact(CALL_RINGING, "general", "bob"))).isFalse();
        assertThat(filter.matches(fact(LIVE_STATE_RESET, null, null))).isFalse();
        assertThat(filter.matches(fact(USER_DELETED, null, "bob"))).isFalse();
        assertThat(filter.matches(fact(LOST, null, null))).isTrue();
    }

    @Test
    void channels_areThoseAtThatMoment() {
        List<String> channels = new ArrayList<>(List.of("general"));
        FactFilter filter = FactFilter.channels(channels);
        channels.add("random");

        assertThat(filter.matches(fact(CALL_RINGING, "random", "alice"))).isFalse();
    }

    @Test
    void namesThatAreNotValid_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FactFilter.channels(List.of("private:01")))
                .withMessageContaining("private:01");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FactFilter.reader("b:b", List.of()))
                .withMessageContaining("b:b");
    }

    private static LoggedFact fact(FactKind kind, @Nullable String channel, @Nullable String user) {
        return new LoggedFact(
                new FactPosition("0123456789abcdef", 1),
                kind,
                Optional.ofNullable(channel),
                Optional.ofNullable(user),
                Optional.empty(),
                Instant.EPOCH);
    }
}
