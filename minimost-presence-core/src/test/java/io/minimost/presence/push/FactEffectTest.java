package io.minimost.presence.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.events.FactKind;
import io.minimost.presence.events.FactPosition;
import io.minimost.presence.events.LoggedFact;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FactEffectTest {
    private static final Optional<String> CHANNEL = Optional.of("general");

    @ParameterizedTest
    @EnumSource(names = {"REACTION_ADDED", "REACTION_REMOVED", "MESSAGE_DELETED"})
    void factAboutAMessage_targetsItsReactions(FactKind kind) {
        assertThat(target(kind)).contains(new FactTarget.Message("general", "key"));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = "CALL_.*")
    void factAboutACall_targetsItsState(FactKind kind) {
        assertThat(target(kind)).contains(new FactTarget.OneCall("key"));
    }

    @Test
    void signal_targetsTheMailboxOfItsRecipient() {
        assertThat(target(FactKind.SIGNAL_SENT)).contains(new FactTarget.Mailbox("alice", "general", "key"));
        assertThat(FactEffect.of(fact(FactKind.SIGNAL_SENT, CHANNEL, Optional.empty()))
                        .target())
                .isEmpty();
    }

    @Test
    void memberWhoLeft_targetsTheMembership() {
        assertThat(target(FactKind.MEMBER_LEFT)).contains(new FactTarget.Membership("alice", "general"));
        assertThat(FactEffect.of(fact(FactKind.MEMBER_LEFT, CHANNEL, Optional.empty()))
                        .target())
                .isEmpty();
    }

    @Test
    void deletedChannel_targetsTheWholeChannel() {
        assertThat(target(FactKind.CHANNEL_DELETED)).contains(new FactTarget.WholeChannel("general"));
    }

    @ParameterizedTest
    @EnumSource(names = {"USER_DELETED", "LIVE_STATE_RESET", "LOST"})
    void factAboutEverything_targetsEverything(FactKind kind) {
        assertThat(target(kind)).contains(new FactTarget.Everything());
    }

    @Test
    void unknownFact_targetsItsChannel_orEverything() {
        assertThat(target(FactKind.OTHER)).contains(new FactTarget.WholeChannel("general"));
        assertThat(FactEffect.of(fact(FactKind.OTHER, Optional.empty(), Optional.of("alice")))
                        .target())
                .contains(new FactTarget.Everything());
    }

    @Test
    void factsThatOnlyChangeTopics_haveNoTarget() {
        Set<FactKind> silent = Arrays.stream(FactKind.values())
                .filter(kind -> target(kind).isEmpty())
                .collect(Collectors.toSet());

        assertThat(silent)
                .isEqualTo(EnumSet.of(
                        FactKind.MESSAGES_READ,
                        FactKind.WATERMARK_MOVED,
                        FactKind.CHANNEL_CREATED,
                        FactKind.CHANNEL_RENAMED,
                        FactKind.MEMBER_ADDED,
                        FactKind.SCREEN_SHARE_STARTED,
                        FactKind.SCREEN_SHARE_ENDED));
    }

    private static Optional<FactTarget> target(FactKind kind) {
        return FactEffect.of(fact(kind, CHANNEL, Optional.of("alice"))).target();
    }

    private static LoggedFact fact(FactKind kind, Optional<String> channel, Optional<String> user) {
        FactPosition token = new FactPosition("0123456789abcdef", 1);
        return new LoggedFact(token, kind, channel, user, Optional.of("key"), Instant.EPOCH);
    }
}
