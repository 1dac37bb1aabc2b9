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
    private final TestConnections streams = new TestConnections();
    private final EventConnection alice = streams.of("alice");
    private final EventConnection bob = streams.of("bob");
    private final EventConnection carol = streams.of("carol");

    private final AtomicInteger reads = new AtomicInteger();
    private volatile Supplier<TopicValue> value = () -> toAll("1");
    private final Topic topic = new Topic(() -> {
        reads.incrementAndGet();
        return value.get();
    });

    @Test
    void now_isReadOnceForMany() {
        assertThat(join(alice)).isEqualTo("1");
        assertThat(join(bob)).isEqualTo("1");
        assertThat(join(carol)).isEqualTo("1");

        assertThat(reads).hasValue(1);
        assertToldNothing(alice, bob, carol);
    }

    @Test
    void now_whileItIsRead_waitsForThat() throws InterruptedException {
        Thread other = new Thread(() -> join(bob));
        value = () -> {
            value = () -> toAll("2");
            startAndAwaitThatItWaits(other);
            return toAll("1");
        };

        assertThat(join(alice)).isEqualTo("1");

        other.join();
        assertThat(reads).hasValue(1);
    }

    /** What was read last is told last. */
    @Test
    void tell_whileItIsRead_waitsForThat() throws InterruptedException {
        Thread other = new Thread(topic::tell);
        value = () -> {
            value = () -> toAll("2");
            startAndAwaitThatItWaits(other);
            return toAll("1");
        };

        assertThat(join(alice)).isEqualTo("1");

        other.join();
        assertThat(join(bob)).isEqualTo("2");
        assertTold(alice, "2");
    }

    @Test
    void now_isWhatTheUserSees() {
        value = () -> shown("[a]", "alice", "[]");

        assertThat(join(bob)).isEqualTo("[a]");
        assertThat(join(alice)).isEqualTo("[]");
    }

    @Test
    void now_ofWhatMayBeOutdated_isReadAgain() {
        join(alice);
        value = () -> toAll("2");
        assertThat(join(bob)).as("nobody has said that it has changed").isEqualTo("1");

        topic.add(carol);
        assertThat(text(topic.now(carol, true))).isEqualTo("2");

        assertThat(reads).hasValue(2);
    }

    @Test
    void now_ofWhatIsOutdated_isReadOnceMore() {
        join(alice);
        value = () -> toAll("2");

        topic.outdate();

        assertThat(join(bob)).isEqualTo("2");
        assertThat(join(carol)).isEqualTo("2");
        assertThat(reads).hasValue(2);
    }

    /** The newcomer begins with it. */
    @Test
    void now_thatIsNews_isToldToTheOthers() {
        join(alice);
        join(bob);
        value = () -> toAll("2");
        topic.outdate();

        join(carol);

        assertTold(alice, "2");
        assertTold(bob, "2");
        assertToldNothing(carol);
    }

    @Test
    void now_thatIsNoNews_isToldToNobody() {
        join(alice);
        topic.outdate();

        join(bob);

        assertThat(reads).hasValue(2);
        assertToldNothing(alice, bob);
    }

    /** Whoever reads while it changes may have read what was there before. */
    @Test
    void now_ofWhatChangedWhileItWasRead_isReadAgain() {
        value = () -> {
            topic.outdate();
            return toAll("1");
        };
        join(alice);
        value = () -> toAll("2");

        assertThat(join(bob)).isEqualTo("2");
        assertTold(alice, "2");
    }

    @Test
    void tell_isReadOnce_andToldToAll() {
        join(alice);
        join(bob);
        value = () -> toAll("2");

        topic.tell();

        assertThat(reads).hasValue(2);
        assertThat(join(carol)).isEqualTo("2");
        assertThat(reads).hasValue(2);
        assertTold(alice, "2");
        assertTold(bob, "2");
        assertToldNothing(carol);
    }

    @Test
    void tell_ofTheSame_isToldToNobody() {
        value = () -> shown("[a]", "alice", "[]");
        join(alice);
        join(bob);

        topic.tell();
        topic.tell();

        assertThat(reads).hasValue(3);
        assertToldNothing(alice, bob);
    }

    @Test
    void tell_isToldOnlyToThoseForWhomSomethingChanges() {
        value = () -> shown("[a]", "alice", "[]");
        join(alice);
        join(bob);
        join(carol);

        value = () -> shown("[a,b]", "bob", "[a]");
        topic.tell();

        assertTold(alice, "[a,b]");
        assertToldNothing(bob);
        assertTold(carol, "[a,b]");
    }

    @Test
    void tell_isToldWhenOnlyWhoSeesSomethingElseChanges() {
        value = () -> shown("[a]", "alice", "[]");
        join(alice);
        join(bob);

        value = () -> toAll("[a]");
        topic.tell();

        assertTold(alice, "[a]");
        assertToldNothing(bob);
    }

    @Test
    void tell_ofEachChange_isToldInOrder() {
        join(alice);

        for (String next : List.of("2", "1", "3")) {
            value = () -> toAll(next);
            topic.tell();
        }

        assertTold(alice, "2", "1", "3");
    }

    @Test
    void tell_whatWasNeverRead_isToldToAll() {
        topic.add(alice);

        topic.tell();

        assertTold(alice, "1");
    }

    @Test
    void remove_isToldNoMore() {
        join(alice);
        join(bob);

        assertThat(topic.remove(alice)).isFalse();
        value = () -> toAll("2");
        topic.tell();
        assertThat(topic.remove(alice)).isFalse();
        assertThat(topic.remove(bob)).isTrue();
        value = () -> toAll("3");
        topic.tell();

        assertToldNothing(alice);
        assertTold(bob, "2");
    }

    @Test
    void tell_thatFails_isToldToNobody_andLeavesNothingThatPassesForTrue() {
        join(alice);
        failToTell();

        value = () -> toAll("2");
        assertThat(join(bob)).isEqualTo("2");
        assertThat(reads).hasValue(3);
        assertTold(alice, "2");
        assertToldNothing(bob);
    }

    /** What they were told last is no longer known. */
    @Test
    void tell_afterAFailure_isToldToAll() {
        join(alice);
        join(bob);
        failToTell();

        value = () -> toAll("1");
        topic.tell();
        topic.tell();

        assertTold(alice, "1");
        assertTold(bob, "1");
    }

    @Test
    void now_thatFails_isReadAgain() {
        join(alice);
        topic.outdate();
        value = TopicTest::fail;
        assertThatIllegalStateException().isThrownBy(() -> join(bob)).withMessage("busy");
        assertThatIllegalStateException().isThrownBy(() -> join(carol)).withMessage("busy");

        value = () -> toAll("2");
        assertThat(join(carol)).isEqualTo("2");

        assertThat(reads).hasValue(4);
        assertTold(alice, "2");
    }

    @Test
    void restNanos_onlyAfterItWasTold() {
        join(alice);
        assertThat(topic.restNanos()).isNotPositive();

        await().until(() -> {
            topic.tell();
            return topic.restNanos() > 0;
        });
    }

    /** Or that it has ended, if nobody makes it wait. */
    private static void startAndAwaitThatItWaits(Thread thread) {
        thread.start();
        await().until(() -> thread.getState() == Thread.State.BLOCKED || !thread.isAlive());
    }

    private void failToTell() {
        value = TopicTest::fail;
        assertThatIllegalStateException().isThrownBy(topic::tell).withMessage("busy");
    }

    private static TopicValue fail() {
        throw new IllegalStateException("busy");
    }

    /** Returns what {@code stream} begins with. */
    private String join(EventConnection stream) {
        topic.add(stream);
        return text(topic.now(stream, false));
    }

    private void assertTold(EventConnection stream, String... values) {
        assertThat(streams.said(stream).stream()
                        .filter(frame -> !frame.startsWith("retry: "))
                        .map(frame -> frame.replace("event: value\ndata: ", "")))
                .as("what %s was told", stream.subscriber().user())
                .containsExactly(values);
    }

    private void assertToldNothing(EventConnection... all) {
        for (EventConnection stream : all) {
            assertTold(stream);
        }
    }

    private static TopicValue toAll(String json) {
        return TopicValue.toAll(frame(json));
    }

    /** To {@code user} another value than to all others. */
    private static TopicValue shown(String toMost, String user, String toHim) {
        return new TopicValue(frame(toMost), Set.of(user), name -> frame(toHim));
    }

    private static EventFrame frame(String json) {
        return EventFrame.event("value", Optional.empty(), json.getBytes(StandardCharsets.US_ASCII));
    }

    private static String text(EventFrame frame) {
        return new String(frame.event(false).toServerSentEvent(), StandardCharsets.US_ASCII)
                .replace("event: value\ndata: ", "")
                .strip();
    }
}
