package io.minimost.presence.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    private static final TopicKey KEY = new TopicKey(TopicKind.TYPING, "general");

    private final TopicSource source = key -> {
        reads.incrementAndGet();
        return value.get();
    };

    /** Lets the group have the topic for {@code connection}. */
    Topic reserve(TopicKind kind, EventConnection connection) {
        return group.reserve(kind, connection);
    }

    /** Reads the topic again, and sends it to those for whom it has changed. */
    void broadcast() {
        new TopicBatch(source, any -> true, null, (key, same) -> {}).update(Map.of(KEY, topic));
    }

    /** Or until it has ended, if nothing makes it wait. */
    static void startAndAwaitThatItWaits(Thread thread) {
        thread.start();
        await().until(() -> thread.getState() == Thread.State.WAITING || !thread.isAlive());
    }

    void failToBroadcast() {
        value = TopicFixture::fail;
        assertThatIllegalStateException().isThrownBy(this::broadcast).withMessage("busy");
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
        return join(connection, false);
    }

    /** The same if there may be a change that was not broadcast yet. */
    String join(EventConnection connection, boolean mayBeOutdated) {
        reserve(TopicKind.TYPING, connection);
        List<String> frames = new ArrayList<>();
        new TopicBatch(
                        source,
                        any -> any.isStale(mayBeOutdated),
                        connection,
                        (key, same) -> frames.add(text(same.beginWith(connection))))
                .update(Map.of(KEY, topic));
        assertThat(frames).hasSize(1);
        return frames.get(0);
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
