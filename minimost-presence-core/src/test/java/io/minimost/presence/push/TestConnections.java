package io.minimost.presence.push;

import io.minimost.presence.values.ChannelId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Connections without a hub. The test offers them frames, and steps their clock. */
final class TestConnections implements ConnectionOwner {
    // Near the end of the range: nanoTime may be anything, and may overflow while we run.
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final Map<EventConnection, TestClient> clients = new HashMap<>();
    private final HubCounters counters = new HubCounters();
    private final List<EventConnection> closed = new CopyOnWriteArrayList<>();
    private final List<EventConnection> caughtUp = new CopyOnWriteArrayList<>();

    EventConnection connect(String user, String... channels) {
        List<ChannelId> wanted = Stream.of(channels).map(ChannelId::parse).toList();
        Subscriber subscriber = new Subscriber(user, wanted, false);
        subscriber.grant(requested -> requested);
        TestClient client = new TestClient();
        EventConnection connection = new EventConnection(
                subscriber,
                new ConnectionTimers(nanos::get, ConnectionTimers.KEEP_ALIVE_AFTER),
                this,
                client,
                counters);
        clients.put(connection, client);
        return connection;
    }

    HubCounters counters() {
        return counters;
    }

    static EventFrame event(String name) {
        return EventFrame.event(name, Optional.empty(), "1".getBytes(StandardCharsets.US_ASCII));
    }

    void elapse(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    /** Ends {@code connection} and reads what it was offered, to the end. */
    List<String> finishAndRead(EventConnection connection) {
        connection.finish(EndReason.LIFETIME);
        return openAndRead(connection);
    }

    /** Opens {@code connection}, and reads the lines of each event, to the end. */
    List<String> openAndRead(EventConnection connection) {
        return open(connection).requireEnd().received();
    }

    /** Opens {@code connection} for a client that keeps reading. */
    TestClient open(EventConnection connection) {
        connection.open();
        return client(connection);
    }

    /** The client of {@code connection}, which reads everything at once unless it is paused. */
    TestClient client(EventConnection connection) {
        return Objects.requireNonNull(clients.get(connection));
    }

    /** The connections that were closed, once for each call. */
    List<EventConnection> closed() {
        return closed;
    }

    /** The connections that have caught up, once for each call. They end then. */
    List<EventConnection> caughtUp() {
        return caughtUp;
    }

    @Override
    public void onClosed(EventConnection connection) {
        closed.add(connection);
    }

    @Override
    public void onCaughtUp(EventConnection connection) {
        caughtUp.add(connection);
        connection.finish(EndReason.LIFETIME);
    }

    @Override
    public void runLater(Runnable work) {
        work.run();
    }

    @Override
    public boolean permits(EventConnection connection, EventFrame frame) {
        return true;
    }

    @Override
    public boolean isTooOld(EventFrame frame) {
        return false;
    }
}
