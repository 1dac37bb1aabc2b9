package io.minimost.presence.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.events.FactKind;
import io.minimost.presence.events.FactPosition;
import io.minimost.presence.events.LoggedFact;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The target of each kind of fact, and the topics that it changes. */
class FactBroadcastTest {
    private static final Instant AT = Instant.ofEpochMilli(1_500);

    private final PresenceStore store = PresenceStore.inMemory();
    private final ChangedTopics topics = new ChangedTopics(store.channels());
    private String team = "";

    @BeforeEach
    void createAChannel() {
        team = store.channels().create("Team", "alice", List.of("bob")).id().text();
    }

    @AfterEach
    void close() {
        store.close();
    }

    /** A new kind of fact that is broadcast in neither way would not reach any client. */
    @ParameterizedTest
    @EnumSource
    void everyKind_isBroadcast(FactKind kind) {
        LoggedFact fact = fact(kind, team, "carol", "c1");

        assertThat(topics.changedBy(fact).isEmpty()
                        && FactEffect.of(fact).target().isEmpty())
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"REACTION_ADDED", "REACTION_REMOVED", "MESSAGE_DELETED"})
    void factAboutAMessage_targetsTheMessage(FactKind kind) {
        assertThat(FactEffect.of(fact(kind, "general", "carol", "1.5")).target())
                .contains(new FactTarget.Message("general", "1.5"));
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "CALL_RINGING",
                "CALL_INVITED",
                "CALL_ACCEPTED",
                "CALL_REJECTED",
                "CALL_LEFT",
                "CALL_ENDED",
                "CALL_SCREEN_SHARED"
            })
    void factAboutACall_targetsTheCall(FactKind kind) {
        LoggedFact fact = fact(kind, team, "carol", "c1");

        assertThat(FactEffect.of(fact).target()).contains(new FactTarget.OneCall("c1"));
        assertThat(topics.changedBy(fact))
                .isEqualTo(
                        kind == FactKind.CALL_SCREEN_SHARED
                                ? List.of()
                                : List.of(
                                        new TopicKey(TopicKind.ACTIVE_CALL, team),
                                        new TopicKey(TopicKind.INCOMING_CALLS, "carol")));
    }

    @Test
    void factAboutAUser_targetsTheirMailboxOrMembership() {
        assertThat(FactEffect.of(fact(FactKind.SIGNAL_SENT, team, "carol", "c1"))
                        .target())
                .contains(new FactTarget.Mailbox("carol", team, "c1"));
        assertThat(FactEffect.of(fact(FactKind.MEMBER_LEFT, team, "carol", "")).target())
                .contains(new FactTarget.Membership("carol", team));
        assertThat(FactEffect.of(fact(FactKind.SIGNAL_SENT, team, "", "c1")).target())
                .as("the recipient was deleted")
                .isEmpty();
    }

    @Test
    void factAboutMore_targetsTheChannelOrEverything() {
        assertThat(FactEffect.of(fact(FactKind.CHANNEL_DELETED, team, "", "")).target())
                .contains(new FactTarget.WholeChannel(team));
        assertThat(FactEffect.of(fact(FactKind.OTHER, team, "", "")).target())
                .contains(new FactTarget.WholeChannel(team));
        assertThat(FactEffect.of(fact(FactKind.OTHER, "", "", "")).target()).contains(new FactTarget.Everything());
        for (FactKind kind : List.of(FactKind.USER_DELETED, FactKind.LIVE_STATE_RESET, FactKind.LOST)) {
            assertThat(FactEffect.of(fact(kind, "", "", "")).target()).contains(new FactTarget.Everything());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"MESSAGES_READ", "WATERMARK_MOVED"})
    void reading_changesTheReceipts_andTheReadersListOfPrivateChannels(FactKind kind) {
        assertThat(topics.changedBy(fact(kind, "general", "alice", "1.5")))
                .containsExactly(new TopicKey(TopicKind.READ_RECEIPTS, "general"));
        assertThat(topics.changedBy(fact(kind, team, "alice", "1.5")))
                .containsExactly(
                        new TopicKey(TopicKind.READ_RECEIPTS, team), new TopicKey(TopicKind.PRIVATE_CHANNELS, "alice"));
    }

    @Test
    void creatingAChannel_changesTheListOfEachMember() {
        assertThat(topics.changedBy(fact(FactKind.CHANNEL_CREATED, team, "bob", "")))
                .containsExactly(new TopicKey(TopicKind.PRIVATE_CHANNELS, "bob"));
    }

    @ParameterizedTest
    @EnumSource(names = {"CHANNEL_RENAMED", "MEMBER_ADDED", "MEMBER_LEFT"})
    void changingAChannel_changesTheListsOfItsMembersAndOfTheUserWhoLeft(FactKind kind) {
        assertThat(topics.changedBy(fact(kind, team, "carol", "")))
                .containsExactly(
                        new TopicKey(TopicKind.PRIVATE_CHANNELS, "carol"),
                        new TopicKey(TopicKind.MEMBER_PRESENCE, team),
                        new TopicKey(TopicKind.PRIVATE_CHANNELS, "alice"),
                        new TopicKey(TopicKind.PRIVATE_CHANNELS, "bob"));
    }

    @ParameterizedTest
    @EnumSource(names = {"SCREEN_SHARE_STARTED", "SCREEN_SHARE_ENDED"})
    void sharingAScreen_changesTheSharesOfTheChannel(FactKind kind) {
        LoggedFact fact = fact(kind, "general", "alice", "s1");

        assertThat(topics.changedBy(fact)).containsExactly(new TopicKey(TopicKind.SCREENSHARES, "general"));
        assertThat(FactEffect.of(fact).target()).isEmpty();
    }

    @Test
    void frameOfAFact_containsOnlyTheFact() {
        EventId position = new EventId(new FactPosition("0123456789abcdef", 42), Optional.empty());
        EventFrame frame = FactFrames.fact(fact(FactKind.CALL_ENDED, "general", "alice", "c1"), position);

        assertThat(text(frame))
                .isEqualTo("event: fact\ndata: {\"at\":1.5,\"channel\":\"general\",\"key\":\"c1\","
                        + "\"kind\":\"call_ended\",\"user\":\"alice\"}\nid: 0123456789abcdef-42\n\n");
        assertThat(frame.hasOnlyFactsUpTo(42)).isTrue();
        assertThat(frame.hasOnlyFactsUpTo(41)).isFalse();
        assertThat(text(FactFrames.fact(fact(FactKind.LOST, "", "", ""), position)))
                .contains("{\"at\":1.5,\"channel\":null,\"key\":null,\"kind\":\"lost\",\"user\":null}");
    }

    private static LoggedFact fact(FactKind kind, String channel, String user, String key) {
        return new LoggedFact(
                new FactPosition("0123456789abcdef", 42), kind, given(channel), given(user), given(key), AT);
    }

    private static Optional<String> given(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    private static String text(EventFrame frame) {
        return new String(frame.outgoingEvent(true).toServerSentEvent(), StandardCharsets.UTF_8);
    }
}
