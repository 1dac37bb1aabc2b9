package io.minimost.presence.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.events.FactKind;
import io.minimost.presence.events.FactToken;
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

class SubjectTest {
    private static final Optional<String> CHANNEL = Optional.of("general");

    @ParameterizedTest
    @EnumSource(names = {"REACTION_ADDED", "REACTION_REMOVED", "MESSAGE_FORGOTTEN"})
    void factAboutAMessage_isAboutItsReactions(FactKind kind) {
        assertThat(subject(kind)).contains(new Subject.Message("general", "key"));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = "CALL_.*")
    void factAboutACall_isAboutItsState(FactKind kind) {
        assertThat(subject(kind)).contains(new Subject.OneCall("key"));
    }

    @Test
    void signal_isAboutTheMailboxOfWhomItIsFor() {
        assertThat(subject(FactKind.SIGNAL_SENT)).contains(new Subject.Mailbox("alice", "general", "key"));
        assertThat(Subject.of(fact(FactKind.SIGNAL_SENT, CHANNEL, Optional.empty())))
                .isEmpty();
    }

    @Test
    void memberWhoLeft_hasLostAChannel() {
        assertThat(subject(FactKind.MEMBER_LEFT)).contains(new Subject.Membership("alice", "general"));
        assertThat(Subject.of(fact(FactKind.MEMBER_LEFT, CHANNEL, Optional.empty())))
                .isEmpty();
    }

    @Test
    void channelThatIsForgotten_isToBeReadAgainAsAWhole() {
        assertThat(subject(FactKind.CHANNEL_FORGOTTEN)).contains(new Subject.WholeChannel("general"));
    }

    @ParameterizedTest
    @EnumSource(names = {"USER_FORGOTTEN", "LIVE_STATE_RESET", "LOST"})
    void factAboutEverything_makesEverythingBeReadAgain(FactKind kind) {
        assertThat(subject(kind)).contains(new Subject.Everything());
    }

    @Test
    void factThatIsNotKnown_makesItsChannelBeReadAgain_orEverything() {
        assertThat(subject(FactKind.OTHER)).contains(new Subject.WholeChannel("general"));
        assertThat(Subject.of(fact(FactKind.OTHER, Optional.empty(), Optional.of("alice"))))
                .contains(new Subject.Everything());
    }

    @Test
    void factsThatOnlyTopicsShow_areAboutNothingElse() {
        Set<FactKind> silent = Arrays.stream(FactKind.values())
                .filter(kind -> subject(kind).isEmpty())
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

    private static Optional<Subject> subject(FactKind kind) {
        return Subject.of(fact(kind, CHANNEL, Optional.of("alice")));
    }

    private static LoggedFact fact(FactKind kind, Optional<String> channel, Optional<String> user) {
        FactToken token = new FactToken("0123456789abcdef", 1);
        return new LoggedFact(token, kind, channel, user, Optional.of("key"), Instant.EPOCH);
    }
}
