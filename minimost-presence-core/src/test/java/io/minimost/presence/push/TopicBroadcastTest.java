package io.minimost.presence.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Broadcasts of a topic. */
class TopicBroadcastTest extends TopicFixture {
    /** The value that was read last is sent last. */
    @Test
    void broadcast_whileItIsRead_waitsForThat() throws InterruptedException {
        Thread other = new Thread(this::broadcast);
        value = () -> {
            value = () -> sameForAll("2");
            startAndAwaitThatItWaits(other);
            return sameForAll("1");
        };

        assertThat(join(alice)).isEqualTo("1");

        other.join();
        assertThat(join(bob)).isEqualTo("2");
        assertSent(alice, "2");
    }

    @Test
    void broadcast_readsOnce_andSendsToAll() {
        join(alice);
        join(bob);
        value = () -> sameForAll("2");

        broadcast();

        assertThat(reads).hasValue(2);
        assertThat(join(carol)).isEqualTo("2");
        assertThat(reads).hasValue(2);
        assertSent(alice, "2");
        assertSent(bob, "2");
        assertSentNothing(carol);
    }

    @Test
    void broadcast_ofTheSame_sendsNothing() {
        value = () -> shown("[a]", "alice", "[]");
        join(alice);
        join(bob);

        broadcast();
        broadcast();

        assertThat(reads).hasValue(3);
        assertSentNothing(alice, bob);
    }

    @Test
    void broadcast_sendsOnlyToThoseWhoseValueChanges() {
        value = () -> shown("[a]", "alice", "[]");
        join(alice);
        join(bob);
        join(carol);

        value = () -> shown("[a,b]", "bob", "[a]");
        broadcast();

        assertSent(alice, "[a,b]");
        assertSentNothing(bob);
        assertSent(carol, "[a,b]");
    }

    @Test
    void broadcast_sendsIfOnlyTheUsersWithTheirOwnValueChange() {
        value = () -> shown("[a]", "alice", "[]");
        join(alice);
        join(bob);

        value = () -> sameForAll("[a]");
        broadcast();

        assertSent(alice, "[a]");
        assertSentNothing(bob);
    }

    @Test
    void broadcast_ofEachChange_sendsInOrder() {
        join(alice);

        for (String next : List.of("2", "1", "3")) {
            value = () -> sameForAll(next);
            broadcast();
        }

        assertSent(alice, "2", "1", "3");
    }

    @Test
    void broadcast_ofWhatWasNeverRead_sendsToAll() {
        watch(alice);

        broadcast();

        assertSent(alice, "1");
    }

    @Test
    void broadcast_thatFails_sendsNothing_andLeavesNoCurrentValue() {
        join(alice);
        failToBroadcast();

        value = () -> sameForAll("2");
        assertThat(join(bob)).isEqualTo("2");
        assertThat(reads).hasValue(3);
        broadcast();
        assertSent(alice, "2");
        assertSentNothing(bob);
    }

    /** What was sent last is still known. */
    @Test
    void broadcast_afterAFailure_sendsWhatHasChangedSince() {
        join(alice);
        join(bob);
        failToBroadcast();

        for (String next : List.of("1", "2", "2")) {
            value = () -> sameForAll(next);
            broadcast();
        }

        assertSent(alice, "2");
        assertSent(bob, "2");
    }

    @Test
    void throttledNanos_onlyAfterABroadcast() {
        join(alice);
        assertThat(topic.throttledNanos()).isNotPositive();

        await().until(() -> {
            topic.throttle().run(this::broadcast);
            return topic.throttledNanos() > 0;
        });
    }
}
