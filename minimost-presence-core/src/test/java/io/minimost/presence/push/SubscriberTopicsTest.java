package io.minimost.presence.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.values.ChannelId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
    void topicsOfAChannel_areThoseThatAMemberMayWatch() {
        assertThat(TopicKind.values())
                .filteredOn(TopicKind::isOfChannel)
                .containsExactly(
                        TopicKind.TYPING,
                        TopicKind.READ_RECEIPTS,
                        TopicKind.DELIVERED_WATERMARKS,
                        TopicKind.SCREENSHARES,
                        TopicKind.ACTIVE_CALL,
                        TopicKind.MEMBER_PRESENCE)
                .allMatch(kind -> new TopicKey(kind, "general").channel().equals(Optional.of("general")));
        assertThat(new TopicKey(TopicKind.PRIVATE_CHANNELS, "alice").channel()).isEmpty();
    }

    @Test
    void groupsOf_areThoseOfAllTopics_whateverTheConnectionAsksFor() {
        PresenceScope scope = PresenceScope.EVERYONE.withUsers(Set.of("bob"));
        List<ChannelId> channels = List.of(ChannelId.parse("general"), ChannelId.parse("dm:alice:bob"));
        for (PresenceScope each : List.of(PresenceScope.EVERYONE, scope, scope.withMembers())) {
            for (boolean receivesFacts : new boolean[] {true, false}) {
                Subscriber subscriber = new Subscriber("alice", channels, true, receivesFacts, Optional.empty(), each);
                subscriber.grant(all -> all);

                assertThat(SubscriberTopics.groupsOf(subscriber))
                        .doesNotHaveDuplicates()
                        .containsAll(topics.topicsOf(subscriber).stream()
                                .map(TopicKey::group)
                                .toList());
            }
        }
    }

    /** A channel may be lost before it was watched, or while it is. */
    @Test
    void groupsOf_containChannelsThatTheUserMayNotUse() {
        Subscriber subscriber = new Subscriber("alice", List.of(ChannelId.parse("private:1")), true);

        assertThat(SubscriberTopics.groupsOf(subscriber))
                .contains(new TopicKey(TopicKind.ACTIVE_CALL, "private:1").group());
    }

    @Test
    void group_isOfOneChannelOrUser() {
        for (TopicKind kind : TopicKind.values()) {
            TopicKey group = new TopicKey(kind, "a").group();
            assertThat(group.channelOrUser()).isEqualTo("a");
            assertThat(group.kind().isOfChannel()).isEqualTo(kind.isOfChannel());
            assertThat(group.group()).isEqualTo(group);
        }
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
