package io.minimost.presence.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class TopicTest {
    private final TestConnections connections = new TestConnections();
    private final EventConnection alice = connections.connect("alice");
    private final EventConnection bob = connections.connect("bob");
    private final EventConnection carol = connections.connect("carol");

    private final AtomicInteger reads = new AtomicInteger();
    private volatile Supplier<TopicValue> value = () -> sameForAll("1");
    private final Topic topic = new Topic(() -> {
        reads.incrementAndGet();
        return value.get();
    });

    @Test
    void currentFrame_isReadOnceForMany() {
        assertThat(join(alice)).isEqualTo("1");
        assertThat(join(bob)).isEqualTo("1");
        assertThat(join(carol)).isEqualTo("1");

        assertThat(reads).hasValue(1);
        assertSentNothing(alice, bob, carol);
    }

    @Test
    void currentFrame_whileItIsRead_waitsForThat() throws InterruptedException {
        Thread other = new Thread(() -> join(bob));
        value = () -> {
            value = () -> sameForAll("2");
            startAndAwaitThatItWaits(other);
            return sameForAll("1");
        };

        assertThat(join(alice)).isEqualTo("1");

        other.join();
        assertThat(reads).hasValue(1);
    }

    /** The value that was read last is sent last. */
    @Test
    void broadcast_whileItIsRead_waitsForThat() throws InterruptedException {
        Thread other = new Thread(topic::broadcast);
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
    void currentFrame_isThatOfTheUser() {
        value = () -> shown("[a]", "alice", "[]");

        assertThat(join(bob)).isEqualTo("[a]");
        assertThat(join(alice)).isEqualTo("[]");
    }

    @Test
    void currentFrame_ofWhatMayBeOutdated_isReadAgain() {
        join(alice);
        value = () -> sameForAll("2");
        assertThat(join(bob)).as("the change was not announced").isEqualTo("1");

        topic.add(carol);
        assertThat(text(topic.currentFrameFor(carol, true))).isEqualTo("2");

        assertThat(reads).hasValue(2);
    }

    @Test
    void currentFrame_ofWhatIsOutdated_isReadOnceMore() {
        join(alice);
        value = () -> sameForAll("2");

        topic.markOutdated();

        assertThat(join(bob)).isEqualTo("2");
        assertThat(join(carol)).isEqualTo("2");
        assertThat(reads).hasValue(2);
    }

    /** The new connection begins with it. */
    @Test
    void currentFrame_thatHasChanged_isSentToTheOthers() {
        join(alice);
        join(bob);
        value = () -> sameForAll("2");
        topic.markOutdated();

        join(carol);

        assertSent(alice, "2");
        assertSent(bob, "2");
        assertSentNothing(carol);
    }

    @Test
    void currentFrame_thatHasNotChanged_isSentToNoOther() {
        join(alice);
        topic.markOutdated();

        join(bob);

        assertThat(reads).hasValue(2);
        assertSentNothing(alice, bob);
    }

    /** What was read during a change may be the value before it. */
    @Test
    void currentFrame_ofWhatChangedWhileItWasRead_isReadAgain() {
        value = () -> {
            topic.markOutdated();
            return sameForAll("1");
        };
        join(alice);
        value = () -> sameForAll("2");

        assertThat(join(bob)).isEqualTo("2");
        assertSent(alice, "2");
    }

    @Test
    void broadcast_readsOnce_andSendsToAll() {
        join(alice);
        join(bob);
        value = () -> sameForAll("2");

        topic.broadcast();

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

        topic.broadcast();
        topic.broadcast();

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
        topic.broadcast();

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
        topic.broadcast();

        assertSent(alice, "[a]");
        assertSentNothing(bob);
    }

    @Test
    void broadcast_ofEachChange_sendsInOrder() {
        join(alice);

        for (String next : List.of("2", "1", "3")) {
            value = () -> sameForAll(next);
            topic.broadcast();
        }

        assertSent(alice, "2", "1", "3");
    }

    @Test
    void broadcast_ofWhatWasNeverRead_sendsToAll() {
        topic.add(alice);

        topic.broadcast();

        assertSent(alice, "1");
    }

    @Test
    void remove_endsTheBroadcasts() {
        join(alice);
        join(bob);

        assertThat(topic.remove(alice)).isFalse();
        value = () -> sameForAll("2");
        topic.broadcast();
        assertThat(topic.remove(alice)).isFalse();
        assertThat(topic.remove(bob)).isTrue();
        value = () -> sameForAll("3");
        topic.broadcast();

        assertSentNothing(alice);
        assertSent(bob, "2");
    }

    @Test
    void broadcast_thatFails_sendsNothing_andLeavesNoCurrentValue() {
        join(alice);
        failToBroadcast();

        value = () -> sameForAll("2");
        assertThat(join(bob)).isEqualTo("2");
        assertThat(reads).hasValue(3);
        assertSent(alice, "2");
        assertSentNothing(bob);
    }

    /** What was sent last is no longer known. */
    @Test
    void broadcast_afterAFailure_sendsToAll() {
        join(alice);
        join(bob);
        failToBroadcast();

        value = () -> sameForAll("1");
        topic.broadcast();
        topic.broadcast();

        assertSent(alice, "1");
        assertSent(bob, "1");
    }

    @Test
    void currentFrame_thatFails_isReadAgain() {
        join(alice);
        topic.markOutdated();
        value = TopicTest::fail;
        assertThatIllegalStateException().isThrownBy(() -> join(bob)).withMessage("busy");
        assertThatIllegalStateException().isThrownBy(() -> join(carol)).withMessage("busy");

        value = () -> sameForAll("2");
        assertThat(join(carol)).isEqualTo("2");

        assertThat(reads).hasValue(4);
        assertSent(alice, "2");
    }

    @Test
    void throttledNanos_onlyAfterABroadcast() {
        join(alice);
        assertThat(topic.throttledNanos()).isNotPositive();

        await().until(() -> {
            topic.broadcast();
            return topic.throttledNanos() > 0;
        });
    }

    /** Or until it has ended, if nothing makes it wait. */
    private static void startAndAwaitThatItWaits(Thread thread) {
        thread.start();
        await().until(() -> thread.getState() == Thread.State.BLOCKED || !thread.isAlive());
    }

    private void failToBroadcast() {
        value = TopicTest::fail;
        assertThatIllegalStateException().isThrownBy(topic::broadcast).withMessage("busy");
    }

    private static TopicValue fail() {
        throw new IllegalStateException("busy");
    }

    /** Returns what {@code connection} begins with. */
    private String join(EventConnection connection) {
        topic.add(connection);
        return text(topic.currentFrameFor(connection, false));
    }

    private void assertSent(EventConnection connection, String... values) {
        assertThat(connections.finishAndRead(connection).stream()
                        .filter(frame -> !frame.startsWith("retry: "))
                        .map(frame -> frame.replace("event: value\ndata: ", "")))
                .as("what %s received", connection.subscriber().user())
                .containsExactly(values);
    }

    private void assertSentNothing(EventConnection... all) {
        for (EventConnection connection : all) {
            assertSent(connection);
        }
    }

    private static TopicValue sameForAll(String json) {
        return TopicValue.sameForAll(frame(json));
    }

    /** Another value for {@code user} than for all others. */
    private static TopicValue shown(String toMost, String user, String toUser) {
        return new TopicValue(frame(toMost), Set.of(user), name -> frame(toUser));
    }

    private static EventFrame frame(String json) {
        return EventFrame.event("value", Optional.empty(), json.getBytes(StandardCharsets.US_ASCII));
    }

    private static String text(EventFrame frame) {
        return new String(frame.outgoingEvent(false).toServerSentEvent(), StandardCharsets.US_ASCII)
                .replace("event: value\ndata: ", "")
                .strip();
    }
}
