package io.minimost.presence.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.values.ChannelId;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SubscriberTopicsTest {
    private final PresenceStore store = PresenceStore.inMemory();
    private final SubscriberTopics topics = new SubscriberTopics(store);

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void topicsOf_areThoseOfTheChannels_thenOfAllUsers_thenOfTheUser() {
        assertThat(topics.topicsOf(subscriber(false, "general", "dm:alice:bob")))
                .containsExactly(
                        new TopicKey(TopicKind.TYPING, "general"),
                        new TopicKey(TopicKind.DELIVERED_WATERMARKS, "general"),
                        new TopicKey(TopicKind.READ_RECEIPTS, "general"),
                        new TopicKey(TopicKind.SCREENSHARES, "general"),
                        new TopicKey(TopicKind.TYPING, "dm:alice:bob"),
                        new TopicKey(TopicKind.DELIVERED_WATERMARKS, "dm:alice:bob"),
                        new TopicKey(TopicKind.READ_RECEIPTS, "dm:alice:bob"),
                        new TopicKey(TopicKind.SCREENSHARES, "dm:alice:bob"),
                        new TopicKey(TopicKind.ACTIVE_CALL, "dm:alice:bob"),
                        TopicKey.ONLINE,
                        TopicKey.STATUSES,
                        new TopicKey(TopicKind.READ_POINTS, "alice"),
                        new TopicKey(TopicKind.PRIVATE_CHANNELS, "alice"),
                        new TopicKey(TopicKind.INCOMING_CALLS, "alice"));
    }

    @Test
    void topicsOf_oneWhoReceivesFacts_areThoseWithoutFacts() {
        assertThat(topics.topicsOf(subscriber(true, "general")))
                .containsExactly(
                        new TopicKey(TopicKind.TYPING, "general"),
                        new TopicKey(TopicKind.DELIVERED_WATERMARKS, "general"),
                        TopicKey.ONLINE,
                        TopicKey.STATUSES,
                        new TopicKey(TopicKind.READ_POINTS, "alice"));
    }

    @Test
    void topicsOf_aChannelThatTheUserMayNotUse_areNone() {
        Subscriber subscriber = new Subscriber("alice", List.of(ChannelId.parse("general")), true);

        assertThat(topics.topicsOf(subscriber))
                .containsExactly(TopicKey.ONLINE, TopicKey.STATUSES, new TopicKey(TopicKind.READ_POINTS, "alice"));
    }

    /** The host may let others use the channel, but its call is only for its members. */
    @Test
    void topicsOf_aChannelOfOthers_haveNoCall() {
        store.channels().create("Team", "bob", List.of("carol"));

        assertThat(topics.topicsOf(subscriber(false, "private:1", "dm:bob:carol")))
                .noneMatch(key -> key.kind() == TopicKind.ACTIVE_CALL);
    }

    @Test
    void ofChannel_areThoseThatAMemberMayWatch() {
        assertThat(SubscriberTopics.ofChannel(ChannelId.parse("general")))
                .extracting(TopicKey::kind)
                .containsExactly(
                        TopicKind.TYPING,
                        TopicKind.READ_RECEIPTS,
                        TopicKind.DELIVERED_WATERMARKS,
                        TopicKind.SCREENSHARES,
                        TopicKind.ACTIVE_CALL,
                        TopicKind.MEMBER_PRESENCE);
        assertThat(SubscriberTopics.ofChannel(ChannelId.parse("general")))
                .allMatch(key -> key.channel().orElseThrow().equals("general"));
        assertThat(new TopicKey(TopicKind.PRIVATE_CHANNELS, "alice").channel()).isEmpty();
    }

    @Test
    void allPossible_areThoseOfAllRequestedChannels_andOfTheUser() {
        Subscriber subscriber =
                new Subscriber("alice", List.of(ChannelId.parse("general"), ChannelId.parse("private:1")), true);

        assertThat(SubscriberTopics.allPossible(subscriber))
                .hasSize(6 + 6 + 5)
                .contains(
                        new TopicKey(TopicKind.ACTIVE_CALL, "private:1"),
                        new TopicKey(TopicKind.MEMBER_PRESENCE, "private:1"),
                        new TopicKey(TopicKind.TYPING, "general"),
                        TopicKey.ONLINE,
                        TopicKey.STATUSES,
                        new TopicKey(TopicKind.READ_POINTS, "alice"),
                        new TopicKey(TopicKind.PRIVATE_CHANNELS, "alice"),
                        new TopicKey(TopicKind.INCOMING_CALLS, "alice"));
    }

    @Test
    void events_haveTheirDocumentedNames_andThoseOfTheMomentAreDispensable() {
        assertThat(TopicKind.values())
                .extracting(TopicKind::event)
                .containsExactly(
                        "typing",
                        "read_receipts",
                        "delivered_watermarks",
                        "screenshares",
                        "active_call",
                        "member_presence",
                        "presence",
                        "online_users",
                        "statuses",
                        "read_points",
                        "private_channels",
                        "incoming_calls");
        assertThat(Arrays.stream(TopicKind.values()).filter(TopicKind::isDispensable))
                .containsExactly(
                        TopicKind.TYPING,
                        TopicKind.MEMBER_PRESENCE,
                        TopicKind.PRESENCE,
                        TopicKind.ONLINE_USERS,
                        TopicKind.STATUSES);
    }

    private static Subscriber subscriber(boolean facts, String... channels) {
        List<ChannelId> wanted = Stream.of(channels).map(ChannelId::parse).toList();
        Subscriber subscriber = new Subscriber("alice", wanted, facts);
        subscriber.grant(requested -> requested);
        return subscriber;
    }
}
