package io.minimost.presence.benchmarks.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;

/**
 * Connections that stay open, each with one request at a time, which one thread writes and reads: a second thread would take from
 * the server what it is meant to measure.
 */
public final class LoadGenerator implements AutoCloseable {
    private static final long LOOK_NANOS = 100_000;

    private final Selector selector;
    private final List<Connection> connections = new ArrayList<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(64 * 1024);

    /** What is idle, while requests are sent at a rate. */
    private final Deque<Connection> idle = new ArrayDeque<>();

    private LongStream.Builder latencies = LongStream.builder();
    private int waiting;

    /** Opens as many connections to {@code server}. */
    public LoadGenerator(HttpServer server, int count) throws IOException {
        selector = Selector.open();
        for (int i = 0; i < count; i++) {
            SocketChannel channel = SocketChannel.open(server.address());
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            Connection connection = new Connection(channel, i);
            channel.register(selector, SelectionKey.OP_READ, connection);
            connections.add(connection);
        }
    }

    /**
     * Each connection sends the next request as soon as the answer to the last one has arrived. They go through {@code requests}
     * one by one, from different beginnings, until {@code time} is over. Returns the latencies, in nanoseconds.
     */
    public long[] run(List<HttpRequest> requests, Duration time) throws IOException {
        reset();
        for (Connection connection : connections) {
            connection.begin(requests, connections.size());
        }
        long end = System.nanoTime() + time.toNanos();
        for (Connection connection : connections) {
            connection.send(System.nanoTime());
        }
        while (waiting > 0) {
            selector.select(key -> read(key, end));
        }
        return latencies.build().toArray();
    }

    /**
     * Sends the requests at a fixed rate, as users do, who do not wait for each other, until {@code time} is over. A latency counts
     * from the moment at which a request was due: what had to wait for a connection is not better off.
     */
    public long[] runAtRate(List<HttpRequest> requests, Duration interval, Duration time) throws IOException {
        reset();
        idle.addAll(connections);
        connections.forEach(connection -> connection.begin(requests, connections.size()));
        long now = System.nanoTime();
        long due = now;
        long end = now + time.toNanos();
        while (due < end || waiting > 0) {
            for (now = System.nanoTime(); due <= now && due < end && !idle.isEmpty(); due += interval.toNanos()) {
                idle.remove().send(due);
            }
            await(due < end ? due - now : Long.MAX_VALUE);
        }
        return latencies.build().toArray();
    }

    /** Reads what comes, for at most so many nanoseconds: a selector can wait for whole milliseconds only. */
    private void await(long nanos) throws IOException {
        if (nanos < 1_000_000) {
            LockSupport.parkNanos(Math.min(nanos, LOOK_NANOS));
            selector.selectNow(key -> read(key, Long.MIN_VALUE));
        } else {
            selector.select(key -> read(key, Long.MIN_VALUE), nanos / 1_000_000);
        }
    }

    /** Sends one request on the first connection, and returns the head of the answer, whose body has been read, too. */
    public Answer ask(HttpRequest request) throws IOException {
        reset();
        Connection first = connections.get(0);
        first.begin(List.of(request), 1);
        first.send(System.nanoTime());
        while (waiting > 0) {
            selector.select(key -> read(key, Long.MIN_VALUE));
        }
        return new Answer(first.scanner.bodyLength(), first.scanner.header("ETag"));
    }

    private void reset() {
        latencies = LongStream.builder();
        idle.clear();
    }

    /** What was answered. */
    public record Answer(int bodyLength, String etag) {}

    private void read(SelectionKey key, long end) {
        Connection connection = (Connection) key.attachment();
        try {
            if (connection.read()) {
                long now = System.nanoTime();
                latencies.add(now - connection.sent);
                if (now < end) {
                    connection.send(now);
                } else {
                    idle.add(connection);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        for (Connection connection : connections) {
            connection.channel.close();
        }
        selector.close();
    }

    /** A connection and the request on it. */
    private final class Connection {
        private final SocketChannel channel;
        private final int number;
        private final ResponseScanner scanner = new ResponseScanner();
        private List<HttpRequest> requests = List.of();
        private int next;
        private int status;
        private long sent;

        Connection(SocketChannel channel, int number) {
            this.channel = channel;
            this.number = number;
        }

        /** Two by two: of a change and what is read after it, the change comes first. */
        void begin(List<HttpRequest> all, int count) {
            requests = all;
            next = (int) ((long) number * all.size() / count) / 2 * 2;
        }

        void send(long time) throws IOException {
            HttpRequest request = requests.get(next);
            next = (next + 1) % requests.size();
            status = request.status();
            sent = time;
            scanner.next();
            waiting++;
            ByteBuffer bytes = request.bytes().rewind();
            if (channel.write(bytes) < bytes.limit()) {
                throw new IOException("the socket takes no request: the last one was not read");
            }
        }

        /** Returns whether the answer has ended. */
        boolean read() throws IOException {
            buffer.clear();
            if (channel.read(buffer) < 0) {
                throw new EOFException("the server has closed a connection");
            }
            if (!scanner.read(buffer.flip())) {
                return false;
            }
            waiting--;
            if (scanner.status() != status) {
                throw new IOException("not %d: %s".formatted(status, scanner.head()));
            }
            return true;
        }
    }
}
