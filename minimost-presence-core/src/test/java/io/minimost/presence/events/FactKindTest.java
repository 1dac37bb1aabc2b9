package io.minimost.presence.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.events.PresenceEvent.CallAccepted;
import io.minimost.presence.events.PresenceEvent.CallEnded;
import io.minimost.presence.events.PresenceEvent.CallInvited;
import io.minimost.presence.events.PresenceEvent.CallLeft;
import io.minimost.presence.events.PresenceEvent.CallRejected;
import io.minimost.presence.events.PresenceEvent.CallRinging;
import io.minimost.presence.events.PresenceEvent.CallScreenShared;
import io.minimost.presence.events.PresenceEvent.ChannelCreated;
import io.minimost.presence.events.PresenceEvent.ChannelDeleted;
import io.minimost.presence.events.PresenceEvent.ChannelRenamed;
import io.minimost.presence.events.PresenceEvent.Fact;
import io.minimost.presence.events.PresenceEvent.LiveStateReset;
import io.minimost.presence.events.PresenceEvent.MemberAdded;
import io.minimost.presence.events.PresenceEvent.MemberLeft;
import io.minimost.presence.events.PresenceEvent.MessageDeleted;
import io.minimost.presence.events.PresenceEvent.MessagesRead;
import io.minimost.presence.events.PresenceEvent.ReactionAdded;
import io.minimost.presence.events.PresenceEvent.ReactionRemoved;
import io.minimost.presence.events.PresenceEvent.ScreenShareEnded;
import io.minimost.presence.events.PresenceEvent.ScreenShareStarted;
import io.minimost.presence.events.PresenceEvent.SignalSent;
import io.minimost.presence.events.PresenceEvent.UserDeleted;
import io.minimost.presence.events.PresenceEvent.WatermarkMoved;
import io.minimost.presence.values.MessageRef;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the log stores of each kind of fact: processes with other versions of the library rely on it. */
class FactKindTest {
    private static final Instant T = Instant.ofEpochSecond(7);
    private static final MessageRef MESSAGE = new MessageRef("general", Instant.ofEpochMilli(1_500));

    private static final Map<Fact, String> KEPT = Map.ofEntries(
            Map.entry(
                    new MessagesRead("general", "bob", List.of(T, T.plusMillis(500), T.minusSeconds(1)), T),
                    "messages_read general bob 7.5"),
            Map.entry(new WatermarkMoved("general", "bob", T, T), "watermark_moved general bob 7.0"),
            Map.entry(new ReactionAdded(MESSAGE, "tada", "bob", T), "reaction_added general bob 1.5"),
            Map.entry(new ReactionRemoved(MESSAGE, "tada", "bob", T), "reaction_removed general bob 1.5"),
            Map.entry(
                    new ChannelCreated("private:1", "Team", "bob", List.of("alice", "bob"), T),
                    "channel_created private:1 alice -, channel_created private:1 bob -"),
            Map.entry(new ChannelRenamed("private:1", "Team", "bob", T), "channel_renamed private:1 bob -"),
            Map.entry(new MemberAdded("private:1", "bob", "alice", T), "member_added private:1 bob -"),
            Map.entry(new MemberLeft("private:1", "bob", "alice", T), "member_left private:1 bob -"),
            Map.entry(
                    new CallRinging("c1", "private:1", "bob", List.of("alice", "carol"), T),
                    "call_ringing private:1 bob c1, call_ringing private:1 alice c1, call_ringing private:1 carol c1"),
            Map.entry(new CallInvited("c1", "private:1", "bob", "alice", T), "call_invited private:1 bob c1"),
            Map.entry(new CallAccepted("c1", "private:1", "bob", T), "call_accepted private:1 bob c1"),
            Map.entry(
                    new CallRejected("c1", "private:1", "bob", CallRejected.Reason.DECLINED, T),
                    "call_rejected private:1 bob c1"),
            Map.entry(new CallLeft("c1", "private:1", "bob", CallLeft.Reason.LOST, T), "call_left private:1 bob c1"),
            Map.entry(
                    new CallEnded("c1", "private:1", "bob", Optional.empty(), CallEnded.Reason.CANCELLED, T),
                    "call_ended private:1 bob c1"),
            Map.entry(new CallScreenShared("c1", "private:1", "bob", true, T), "call_screen_shared private:1 bob c1"),
            Map.entry(new SignalSent("c1", "private:1", "alice", "bob", 9, T), "signal_sent private:1 bob c1"),
            Map.entry(new ScreenShareStarted("s1", "general", "bob", T), "screen_share_started general bob s1"),
            Map.entry(
                    new ScreenShareEnded("s1", "general", "bob", ScreenShareEnded.Reason.STOPPED, T),
                    "screen_share_ended general bob s1"),
            Map.entry(new ChannelDeleted("general", T), "channel_forgotten general - -"),
            Map.entry(new MessageDeleted(MESSAGE, T), "message_forgotten general - 1.5"),
            Map.entry(new UserDeleted("bob", T), "user_forgotten - bob -"),
            Map.entry(new LiveStateReset(T), "live_state_reset - - -"));

    static Stream<Map.Entry<Fact, String>> kept() {
        return KEPT.entrySet().stream();
    }

    @ParameterizedTest
    @MethodSource("kept")
    void subjects_sayWhatToReadAgain(Map.Entry<Fact, String> kept) {
        FactKind kind = FactKind.of(kept.getKey());
        assertThat(kind.subjectsOf(kept.getKey()).stream()
                        .map(subject -> "%s %s %s %s"
                                .formatted(
                                        kind.value(),
                                        subject.channel().orElse("-"),
                                        subject.user().orElse("-"),
                                        subject.key().orElse("-")))
                        .collect(Collectors.joining(", ")))
                .isEqualTo(kept.getValue());
    }

    @Test
    void everyTypeOfFact_isInTheTableAbove() {
        assertThat(KEPT.keySet().stream().<Class<?>>map(Fact::getClass))
                .containsExactlyInAnyOrder(Fact.class.getPermittedSubclasses());
    }

    @Test
    void everyKind_representsOneTypeOfFact() {
        assertThat(KEPT.keySet().stream().map(FactKind::of))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(FactKind.values())
                        .filter(kind -> kind != FactKind.OTHER && kind != FactKind.LOST)
                        .toList());
    }

    @Test
    void words_areReadBack() {
        assertThat(FactKind.values())
                .filteredOn(kind -> kind != FactKind.LOST)
                .allSatisfy(kind -> assertThat(FactKind.fromValue(kind.value())).isEqualTo(kind));
    }
}
