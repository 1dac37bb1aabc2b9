package io.minimost.presence.servlet;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.minimost.presence.values.ChannelId;
import jakarta.servlet.Filter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Streams without a filter around them: the test offers them something, and steps their clock. What they say comes over a
 * real connection, until they are stopped.
 */
final class TestStreams implements EventStream.Owner {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    // Near the end of the range: nanoTime may be anything, and may overflow while we run.
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final Queue<EventStream> next = new ConcurrentLinkedQueue<>();
    private final List<EventStream> closed = new CopyOnWriteArrayList<>();
    private final List<EventStream> caughtUp = new CopyOnWriteArrayList<>();
    private final TestServer server =
            start((request, response, chain) -> StreamOutput.begin(request.startAsync(), next.remove()));

    private static TestServer start(Filter filter) {
        try {
            return new JettyTestServer(filter);
        } catch (Exception e) {
            throw new AssertionError("no server", e);
        }
    }

    EventStream of(String user, String... channels) {
        List<ChannelId> wanted = Stream.of(channels).map(ChannelId::parse).toList();
        Subscriber subscriber = new Subscriber(user, wanted, false);
        subscriber.grant(any -> true);
        return new EventStream(subscriber, new StreamTimes(nanos::get), this);
    }

    void stop() throws Exception {
        server.stop();
    }

    void elapse(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    /** What {@code stream} was offered until now: ends it, and reads to the end. */
    List<String> said(EventStream stream) {
        stream.finish(StreamTimes.RETRY);
        return read(stream);
    }

    /** What {@code stream} says until it ends; of each frame, the lines. */
    List<String> read(EventStream stream) {
        next.add(stream);
        String body = assertTimeoutPreemptively(
                PATIENCE,
                () -> new Http(server.port(), Map.of()).get("/").hasStatus(200).body());
        return body.isEmpty() ? List.of() : List.of(body.split("\n\n"));
    }

    /** A client of {@code stream} that reads on and on. */
    EventSourceClient listen(EventStream stream) {
        next.add(stream);
        return EventSourceClient.open(server.port(), "/", Map.of());
    }

    /** Those that their owner was told of as closed, as often as he was. */
    List<EventStream> closed() {
        return closed;
    }

    /** The same of those that have caught up; these end then. */
    List<EventStream> caughtUp() {
        return caughtUp;
    }

    @Override
    public void closed(EventStream stream) {
        closed.add(stream);
    }

    @Override
    public void caughtUp(EventStream stream) {
        caughtUp.add(stream);
        stream.finish(StreamTimes.RETRY);
    }

    @Override
    public void later(Runnable work) {
        // The server is stopped soon, and ends what is left.
    }

    @Override
    public boolean permits(EventStream stream, Frame frame) {
        return true;
    }
}
