package io.minimost.presence.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A topic, and connections that watch it. */
abstract class TopicFixture {
    final TestConnections connections = new TestConnections();

    final EventConnection alice = connections.connect("alice");

    final EventConnection bob = connections.connect("bob");

    final EventConnection carol = connections.connect("carol");

    final AtomicInteger reads = new AtomicInteger();

    volatile Supplier<TopicValue> value = () -> sameForAll("1");

    final TopicGroup group = new TopicGroup();

    /** Needs the topic, but does not watch it yet. */
    final EventConnection dave = connections.connect("dave");

    final Topic topic = reserve(TopicKind.TYPING, dave);

    /** Lets the group have the topic for {@code connection}. */
    Topic reserve(TopicKind kind, EventConnection connection) {
        return group.reserve(kind, connection, () -> {
            reads.incrementAndGet();
            return value.get();
        });
    }

    /** Or until it has ended, if nothing makes it wait. */
    static void startAndAwaitThatItWaits(Thread thread) {
        thread.start();
        await().until(() -> thread.getState() == Thread.State.WAITING || !thread.isAlive());
    }

    void failToBroadcast() {
        value = TopicFixture::fail;
        assertThatIllegalStateException().isThrownBy(topic::broadcast).withMessage("busy");
    }

    static TopicValue fail() {
        throw new IllegalStateException("busy");
    }

    void watch(EventConnection connection) {
        reserve(TopicKind.TYPING, connection);
        topic.add(connection);
    }

    /** Returns what {@code connection} begins with. */
    String join(EventConnection connection) {
        watch(connection);
        return text(topic.currentFrameFor(connection, false));
    }

    void assertSent(EventConnection connection, String... values) {
        assertThat(connections.finishAndRead(connection).stream()
                        .filter(frame -> !frame.startsWith("retry: "))
                        .map(frame -> frame.replace("event: value\ndata: ", "")))
                .as("what %s received", connection.subscriber().user())
                .containsExactly(values);
    }

    void assertSentNothing(EventConnection... all) {
        for (EventConnection connection : all) {
            assertSent(connection);
        }
    }

    static TopicValue sameForAll(String json) {
        return TopicValue.sameForAll(frame(json));
    }

    /** Another value for {@code user} than for all others. */
    static TopicValue shown(String toMost, String user, String toUser) {
        return new TopicValue(frame(toMost), Set.of(user), name -> frame(toUser));
    }

    static EventFrame frame(String json) {
        return EventFrame.event("value", Optional.empty(), json.getBytes(StandardCharsets.US_ASCII));
    }

    static String text(EventFrame frame) {
        return new String(frame.outgoingEvent(false).toServerSentEvent(), StandardCharsets.US_ASCII)
                .replace("event: value\ndata: ", "")
                .strip();
    }
}
