package io.minimost.presence.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.events.PresenceEvent.PresenceChanged;
import io.minimost.presence.events.PresenceEvent.PresenceChangedElsewhere;
import io.minimost.presence.values.PresenceState;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A change is read again for those who look at it, and for nobody else. */
class DueTopicsTest {
    private final TestConnections connections = new TestConnections();
    private final EventConnection alice = connections.connect("alice");
    private final List<TopicKey> reads = new ArrayList<>();
    private final ShownMembers shownMembers = new ShownMembers();
    private final WatchedTopics watched = new WatchedTopics(this::read);
    private final DueTopics due = new DueTopics(watched, shownMembers, new HubCounters());

    private TopicValue read(TopicKey key) {
        reads.add(key);
        return TopicValue.sameForAll(
                EventFrame.event("value", Optional.empty(), ("" + reads.size()).getBytes(StandardCharsets.US_ASCII)));
    }

    @BeforeEach
    void watch() {
        for (int i = 0; i < 100; i++) {
            watched.watchAll(List.of(TopicKey.presenceOf("user" + i)), alice, false);
        }
        watched.watchAll(List.of(member("private:1")), alice, false);
        watched.watchAll(List.of(member("private:2")), alice, false);
        shownMembers.set("private:1", List.of("user1", "user200"));
        shownMembers.set("private:2", List.of("user2"));
        reads.clear();
    }

    @Test
    void changeOfAUser_isReadByThoseWhoLookAtThem() {
        change("user1");
        assertThat(reads).containsExactlyInAnyOrder(TopicKey.presenceOf("user1"), member("private:1"));
    }

    @Test
    void changeOfAMember_isReadForTheirChannel() {
        change("user200");
        assertThat(reads).containsExactly(member("private:1"));
    }

    @Test
    void changeAtWhichNobodyLooks_readsNothing() {
        change("user300");
        assertThat(reads).isEmpty();
    }

    @Test
    void channelAtWhichNobodyLooksAnyMore_isForgotten() {
        watched.unwatch(member("private:1").group(), alice);
        change("user200");
        assertThat(reads).isEmpty();
        assertThat(shownMembers.channelsShowing("user200")).isEmpty();
        assertThat(shownMembers.channelsShowing("user2")).containsExactly("private:2");
    }

    @Test
    void changeOnAnotherNode_isReadForItsUser_orForAllIfThatIsNotKnown() {
        due.add(StateTopics.changedBy(new PresenceChangedElsewhere(Optional.of("user2"), Instant.EPOCH)));
        due.broadcastDue();
        assertThat(reads).containsExactlyInAnyOrder(TopicKey.presenceOf("user2"), member("private:2"));
        reads.clear();

        due.add(StateTopics.changedBy(new PresenceChangedElsewhere(Optional.empty(), Instant.EPOCH)));
        due.broadcastDue();
        // Those that were just read may still be throttled.
        List<TopicKey> others = new ArrayList<>(watched.keys());
        others.removeAll(List.of(TopicKey.presenceOf("user2"), member("private:2")));
        assertThat(others).hasSize(100);
        assertThat(reads).containsAll(others);
    }

    private void change(String user) {
        due.add(StateTopics.changedBy(
                new PresenceChanged(user, Optional.empty(), Optional.of(PresenceState.ACTIVE), Instant.EPOCH)));
        due.broadcastDue();
    }

    private static TopicKey member(String channel) {
        return new TopicKey(TopicKind.MEMBER_PRESENCE, channel);
    }
}
