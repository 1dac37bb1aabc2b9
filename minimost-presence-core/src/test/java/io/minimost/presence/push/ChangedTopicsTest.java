package io.minimost.presence.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.events.FactKind;
import io.minimost.presence.events.FactPosition;
import io.minimost.presence.events.LoggedFact;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChangedTopicsTest {
    private static final String TEAM = "private:1";
    private static final String DM = "dm:alice:bob";

    private final PresenceStore store = PresenceStore.inMemory();
    private final ChangedTopics topics = new ChangedTopics(store.channels());

    @BeforeEach
    void createTeam() {
        assertThat(store.channels().create("Team", "bob", List.of("carol")).id().text())
                .isEqualTo(TEAM);
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    /** In a private channel, the list of the reader counts the messages that they have not read. */
    @ParameterizedTest
    @EnumSource(names = {"MESSAGES_READ", "WATERMARK_MOVED"})
    void reading_changesTheReceipts_andTheReadersListOfPrivateChannels(FactKind kind) {
        assertThat(changedBy(kind, TEAM))
                .containsExactly(key(TopicKind.READ_RECEIPTS, TEAM), key(TopicKind.PRIVATE_CHANNELS, "alice"));
        assertThat(changedBy(kind, "general")).containsExactly(key(TopicKind.READ_RECEIPTS, "general"));
        assertThat(changedBy(kind, DM)).containsExactly(key(TopicKind.READ_RECEIPTS, DM));
    }

    @Test
    void newChannel_changesTheListOfThatMember() {
        assertThat(changedBy(FactKind.CHANNEL_CREATED, TEAM)).containsExactly(key(TopicKind.PRIVATE_CHANNELS, "alice"));
    }

    @ParameterizedTest
    @EnumSource(names = {"CHANNEL_RENAMED", "MEMBER_ADDED", "MEMBER_LEFT"})
    void changedChannel_changesItsMembersPresence_theirLists_andThatOfTheUserConcerned(FactKind kind) {
        assertThat(changedBy(kind, TEAM))
                .containsExactlyInAnyOrder(
                        key(TopicKind.PRIVATE_CHANNELS, "alice"),
                        key(TopicKind.PRIVATE_CHANNELS, "bob"),
                        key(TopicKind.PRIVATE_CHANNELS, "carol"),
                        key(TopicKind.MEMBER_PRESENCE, TEAM));
    }

    @ParameterizedTest
    @EnumSource(names = {"CALL_RINGING", "CALL_INVITED", "CALL_ACCEPTED", "CALL_REJECTED", "CALL_LEFT", "CALL_ENDED"})
    void call_changesTheCallOfItsChannel_andTheIncomingCallsOfTheUser(FactKind kind) {
        assertThat(changedBy(kind, DM))
                .containsExactly(key(TopicKind.ACTIVE_CALL, DM), key(TopicKind.INCOMING_CALLS, "alice"));
    }

    @ParameterizedTest
    @EnumSource(names = {"SCREEN_SHARE_STARTED", "SCREEN_SHARE_ENDED"})
    void screenShare_changesTheSharesOfItsChannel(FactKind kind) {
        assertThat(changedBy(kind, "general")).containsExactly(key(TopicKind.SCREENSHARES, "general"));
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "REACTION_ADDED",
                "REACTION_REMOVED",
                "CALL_SCREEN_SHARED",
                "SIGNAL_SENT",
                "CHANNEL_DELETED",
                "MESSAGE_DELETED",
                "USER_DELETED",
                "LIVE_STATE_RESET",
                "OTHER",
                "LOST"
            })
    void factWithAnEventOfItsOwn_changesNoTopic(FactKind kind) {
        assertThat(changedBy(kind, TEAM)).isEmpty();
    }

    private List<TopicKey> changedBy(FactKind kind, String channel) {
        FactPosition token = new FactPosition("0123456789abcdef", 1);
        return topics.changedBy(new LoggedFact(
                token, kind, Optional.of(channel), Optional.of("alice"), Optional.of("1.5"), Instant.EPOCH));
    }

    private static TopicKey key(TopicKind kind, String of) {
        return new TopicKey(kind, of);
    }
}
