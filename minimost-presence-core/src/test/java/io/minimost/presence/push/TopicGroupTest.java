package io.minimost.presence.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Topics that mostly the same connections watch. */
class TopicGroupTest extends TopicFixture {
    private List<TopicKind> kinds() {
        return group.topics().map(Topic::kind).toList();
    }

    @Test
    void topicsOfAGroup_areThoseThatAConnectionNeeds() {
        reserve(TopicKind.READ_RECEIPTS, alice);
        reserve(TopicKind.SCREENSHARES, alice);
        reserve(TopicKind.SCREENSHARES, bob);
        assertThat(kinds()).containsExactly(TopicKind.TYPING, TopicKind.READ_RECEIPTS, TopicKind.SCREENSHARES);

        assertThat(group.remove(alice)).isFalse();
        assertThat(kinds()).containsExactly(TopicKind.TYPING, TopicKind.SCREENSHARES);
        assertThat(group.remove(bob)).isFalse();
        assertThat(group.remove(dave)).isTrue();
        assertThat(kinds()).isEmpty();
    }

    @Test
    void connectionThatNeedsATopicTwice_isRemovedAtOnce() {
        reserve(TopicKind.READ_RECEIPTS, alice);
        reserve(TopicKind.READ_RECEIPTS, alice);

        group.remove(alice);

        assertThat(kinds()).containsExactly(TopicKind.TYPING);
        assertThat(group.remove(alice)).as("dave is left").isFalse();
    }

    @Test
    void newValue_isSentToThoseWhoWatchThatTopic() {
        join(alice);
        reserve(TopicKind.TYPING, bob);
        reserve(TopicKind.READ_RECEIPTS, bob).add(bob);
        value = () -> sameForAll("2");

        broadcast();

        assertSent(alice, "2");
        assertSentNothing(bob, dave);
    }

    @Test
    void remove_endsTheBroadcasts() {
        join(alice);
        join(bob);

        group.remove(alice);
        value = () -> sameForAll("2");
        broadcast();
        group.remove(bob);
        value = () -> sameForAll("3");
        broadcast();

        assertSentNothing(alice);
        assertSent(bob, "2");
    }

    /** It was closed while it began. */
    @Test
    void connectionThatWasRemoved_doesNotWatch() {
        reserve(TopicKind.TYPING, alice);
        group.remove(alice);

        topic.add(alice);
        broadcast();

        assertSentNothing(alice);
    }

    /** While nobody needed it, nobody has marked it as outdated. */
    @Test
    void topicThatIsNeededAgain_isReadAgain() {
        join(alice);
        reserve(TopicKind.READ_RECEIPTS, bob);
        group.remove(alice);
        group.remove(dave);
        value = () -> sameForAll("2");

        assertThat(join(carol)).isEqualTo("2");
        assertThat(reads).hasValue(2);
    }

    /** The broadcast reads for those who have gone. Who comes meanwhile must not receive that after a newer value. */
    @Test
    void topicThatIsNeededAgainWhileItIsBroadcast_sendsNoOlderValue() throws InterruptedException {
        join(alice);
        reserve(TopicKind.READ_RECEIPTS, bob);
        AtomicReference<String> first = new AtomicReference<>();
        Thread other = new Thread(() -> first.set(join(carol)));
        value = () -> {
            group.remove(alice);
            group.remove(dave);
            value = () -> sameForAll("3");
            startAndAwaitThatItWaits(other);
            return sameForAll("2");
        };

        broadcast();

        other.join();
        assertThat(first).hasValue("3");
        assertSentNothing(alice, carol);
    }
}
