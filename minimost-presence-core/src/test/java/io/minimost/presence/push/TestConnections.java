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
final class TestConnections implements EventConnection.Owner {
    // Near the end of the range: nanoTime may be anything, and may overflow while we run.
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final Map<EventConnection, TestClient> clients = new HashMap<>();
    private final List<EventConnection> closed = new CopyOnWriteArrayList<>();
    private final List<EventConnection> caughtUp = new CopyOnWriteArrayList<>();

    EventConnection of(String user, String... channels) {
        List<ChannelId> wanted = Stream.of(channels).map(ChannelId::parse).toList();
        Subscriber subscriber = new Subscriber(user, wanted, false);
        subscriber.grant(any -> true);
        TestClient client = new TestClient();
        EventConnection stream = new EventConnection(subscriber, new ConnectionTimers(nanos::get), this, client);
        clients.put(stream, client);
        return stream;
    }

    void elapse(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    /** What {@code stream} was offered until now: ends it, and reads to the end. */
    List<String> said(EventConnection stream) {
        stream.finish(EndReason.LIFETIME);
        return read(stream);
    }

    /** Opens {@code stream}, and reads to its end; of each event, the lines. */
    List<String> read(EventConnection stream) {
        return listen(stream).requireEnd().received();
    }

    /** Opens {@code stream} for a client that reads on and on. */
    TestClient listen(EventConnection stream) {
        stream.open();
        return client(stream);
    }

    /** The client of {@code stream}, which reads everything at once unless it is told otherwise. */
    TestClient client(EventConnection stream) {
        return Objects.requireNonNull(clients.get(stream));
    }

    /** Those that their owner was told of as closed, as often as he was. */
    List<EventConnection> closed() {
        return closed;
    }

    /** The same of those that have caught up; these end then. */
    List<EventConnection> caughtUp() {
        return caughtUp;
    }

    @Override
    public void closed(EventConnection stream) {
        closed.add(stream);
    }

    @Override
    public void caughtUp(EventConnection stream) {
        caughtUp.add(stream);
        stream.finish(EndReason.LIFETIME);
    }

    @Override
    public void later(Runnable work) {
        work.run();
    }

    @Override
    public boolean permits(EventConnection stream, EventFrame frame) {
        return true;
    }
}
