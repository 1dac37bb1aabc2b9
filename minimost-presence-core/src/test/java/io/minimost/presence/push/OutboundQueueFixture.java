package io.minimost.presence.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A queue, and frames to put into it. */
abstract class OutboundQueueFixture {
    static final int HALF = OutboundQueue.MAX_WAITING_BYTES / 2;

    final HubCounters counters = new HubCounters();
    final OutboundQueue queue = new OutboundQueue(false, counters);

    /** Fills the queue, in which nothing waits, to the last byte, and empties it. */
    void assertHasItsFullCapacity() {
        offer(ofLength("one", HALF), ofLength("two", HALF - overhead("three")), ofLength("three", overhead("three")));
        assertThat(queue.offer(ofLength("four", overhead("four")))).isFalse();
        assertThat(takeAll()).containsExactly("one", "two", "three");
    }

    void offer(EventFrame... frames) {
        for (EventFrame frame : frames) {
            assertThat(queue.offer(frame)).isTrue();
        }
    }

    void fill(String name, int count) {
        offer(facts(name, count).toArray(EventFrame[]::new));
    }

    /** Takes all frames that wait, and returns their names. */
    List<String> takeAll() {
        List<String> names = new ArrayList<>();
        for (EventFrame frame = queue.next(any -> true); frame != null; frame = queue.next(any -> true)) {
            names.add(name(frame));
        }
        return names;
    }

    static String name(@Nullable EventFrame frame) {
        String text = new String(
                Objects.requireNonNull(frame).outgoingEvent(false).toServerSentEvent(), StandardCharsets.UTF_8);
        return text.substring("event: ".length(), text.indexOf('\n'));
    }

    static List<EventFrame> facts(String name, int count) {
        return IntStream.range(0, count).mapToObj(i -> fact(name + i)).toList();
    }

    static EventFrame fact(String name) {
        return EventFrame.event(name, Optional.empty(), new byte[] {'1'});
    }

    static EventFrame value(String key, String name) {
        return fact(name).asValueOf(key);
    }

    static EventFrame dispensable(String key, String name) {
        return value(key, name).asDispensable();
    }

    static EventFrame ofLength(String name, int bytes) {
        return EventFrame.event(
                name, Optional.empty(), "1".repeat(bytes - overhead(name)).getBytes(StandardCharsets.US_ASCII));
    }

    static int overhead(String name) {
        return EventFrame.event(name, Optional.empty(), new byte[0])
                .outgoingEvent(false)
                .size();
    }
}
