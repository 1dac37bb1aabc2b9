package io.minimost.presence.benchmarks.http;

import io.minimost.presence.benchmarks.streams.EventScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Clients that each open a connection of their own for one request: for an event stream, or for an answer that ends it. */
public final class StreamClients implements AutoCloseable {
    private static final long TIMEOUT_MILLIS = 60_000;
    private static final Pattern ID = Pattern.compile("\nid: (\\S+)\n");

    private final HttpServer server;
    private final Selector selector;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(64 * 1024);
    private final List<Client> open = new ArrayList<>();
    private int opening;
    private long bytes;
    private @Nullable Thread reader;

    /** Clients of {@code server}. */
    public StreamClients(HttpServer server) throws IOException {
        this.server = server;
        selector = Selector.open();
    }

    /**
     * The request for the event stream of {@code user} about {@code channels}, who has received {@code lastId}; empty: nothing.
     *
     * @param query what else the query has; empty: nothing
     */
    public static HttpRequest stream(String user, Collection<String> channels, String lastId, String query) {
        String header = "Accept: text/event-stream" + (lastId.isEmpty() ? "" : "\r\nLast-Event-ID: " + lastId);
        return HttpRequest.of(
                "GET", "/events?channel=" + String.join("&channel=", channels) + query, user, header, 200);
    }

    /**
     * The request for an answer of {@code length} bytes that are always the same, on a connection that ends with it, as that of a
     * stream does.
     */
    public static HttpRequest constant(int length) {
        return HttpRequest.of("GET", ConstantFilter.target(200, length), "user", "Connection: close", 200);
    }

    /** Sends one request after the other, each when the last one is answered. Returns how many bytes were received. */
    public long openOneByOne(List<HttpRequest> requests) throws IOException {
        bytes = 0;
        for (HttpRequest request : requests) {
            connect(request);
            awaitAnswers();
        }
        return bytes;
    }

    /** Sends all requests at once. Returns after how many nanoseconds each was answered. */
    public long[] openAtOnce(List<HttpRequest> requests) throws IOException {
        int before = open.size();
        long start = System.nanoTime();
        for (HttpRequest request : requests) {
            connect(request);
        }
        awaitAnswers();
        return open.stream()
                .skip(before)
                .mapToLong(client -> client.answered - start)
                .toArray();
    }

    /** Reads what comes, on a thread of its own, until it is closed. Nothing else may be called meanwhile. */
    public void readOn() {
        reader = new Thread(this::readUntilClosed, "stream clients");
        reader.setDaemon(true);
        reader.start();
    }

    private void readUntilClosed() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                selector.select(this::advance);
            }
        } catch (IOException | ClosedSelectorException e) {
            // It was closed.
        }
    }

    /** The last id that the first stream has received. */
    public String lastId() {
        Matcher ids = ID.matcher(open.get(0).text);
        String last = "";
        while (ids.find()) {
            last = ids.group(1);
        }
        return last;
    }

    /** Closes all connections, as a network does that fails. */
    public void closeAll() throws IOException {
        for (Client client : open) {
            client.channel.close();
        }
        open.clear();
    }

    private void connect(HttpRequest request) throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false);
        Client client = new Client(channel, request, open.isEmpty());
        open.add(client);
        opening++;
        if (channel.connect(server.address())) {
            channel.register(selector, SelectionKey.OP_READ, client).interestOps(SelectionKey.OP_READ);
            client.send();
        } else {
            channel.register(selector, SelectionKey.OP_CONNECT, client);
        }
    }

    private void awaitAnswers() throws IOException {
        while (opening > 0) {
            select();
        }
    }

    private void select() throws IOException {
        if (selector.select(this::advance, TIMEOUT_MILLIS) == 0) {
            throw new IOException("%d requests are not answered".formatted(opening));
        }
    }

    private void advance(SelectionKey key) {
        try {
            Client client = (Client) key.attachment();
            if (key.isConnectable()) {
                client.channel.finishConnect();
                key.interestOps(SelectionKey.OP_READ);
                client.send();
            } else {
                client.read(key);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        Thread started = reader;
        if (started != null) {
            started.interrupt();
            try {
                started.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        closeAll();
        selector.close();
    }

    private final class Client {
        private final SocketChannel channel;
        private final HttpRequest request;
        private final EventScanner scanner = new EventScanner();
        private final StringBuilder text = new StringBuilder();
        private final boolean keepsText;
        private long answered;

        Client(SocketChannel channel, HttpRequest request, boolean keepsText) {
            this.channel = channel;
            this.request = request;
            this.keepsText = keepsText;
        }

        void send() throws IOException {
            channel.write(request.bytes().duplicate().rewind());
        }

        void read(SelectionKey key) throws IOException {
            buffer.clear();
            int length = channel.read(buffer);
            buffer.flip();
            if (length < 0) {
                key.cancel();
                channel.close();
            } else {
                bytes += length;
                if (keepsText) {
                    text.append(StandardCharsets.ISO_8859_1.decode(buffer.duplicate()));
                }
                scanner.read(buffer);
            }
            if (answered == 0 && (length < 0 || scanner.hasBegun())) {
                answered = System.nanoTime();
                opening--;
            }
        }
    }
}
