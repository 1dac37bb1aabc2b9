package io.minimost.presence.push;

import io.minimost.presence.values.ChannelId;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Connections without a hub around them: the test offers them something, and steps their clock. */
final class TestStreams implements EventStream.Owner {
    // Near the end of the range: nanoTime may be anything, and may overflow while we run.
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final Map<EventStream, TestClient> clients = new HashMap<>();
    private final List<EventStream> closed = new CopyOnWriteArrayList<>();
    private final List<EventStream> caughtUp = new CopyOnWriteArrayList<>();

    EventStream of(String user, String... channels) {
        List<ChannelId> wanted = Stream.of(channels).map(ChannelId::parse).toList();
        Subscriber subscriber = new Subscriber(user, wanted, false);
        subscriber.grant(any -> true);
        TestClient client = new TestClient();
        EventStream stream = new EventStream(subscriber, new StreamTimes(nanos::get), this, client);
        clients.put(stream, client);
        return stream;
    }

    void elapse(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    /** What {@code stream} was offered until now: ends it, and reads to the end. */
    List<String> said(EventStream stream) {
        stream.finish(EndReason.LIFETIME);
        return read(stream);
    }

    /** Opens {@code stream}, and reads to its end; of each event, the lines. */
    List<String> read(EventStream stream) {
        return listen(stream).requireEnd().received();
    }

    /** Opens {@code stream} for a client that reads on and on. */
    TestClient listen(EventStream stream) {
        stream.open();
        return client(stream);
    }

    /** The client of {@code stream}, which reads everything at once unless it is told otherwise. */
    TestClient client(EventStream stream) {
        return Objects.requireNonNull(clients.get(stream));
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
        stream.finish(EndReason.LIFETIME);
    }

    @Override
    public void later(Runnable work) {
        work.run();
    }

    @Override
    public boolean permits(EventStream stream, Frame frame) {
        return true;
    }
}
