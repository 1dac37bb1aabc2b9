package io.minimost.presence.benchmarks.streams;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/** Many clients, each with one stream, read by one thread. */
final class Clients implements AutoCloseable {
    static final InetAddress HOST = InetAddress.getLoopbackAddress();
    static final String USER_HEADER = "X-User";

    /** With as many headers as a browser sends: a server keeps them for as long as the stream is open. */
    private static final String REQUEST = """
            GET /events?channel=%s HTTP/1.1\r
            Host: %s:%d\r
            Accept: text/event-stream\r
            Accept-Encoding: gzip, deflate, br, zstd\r
            Accept-Language: en-GB,en;q=0.9,de;q=0.8\r
            Cache-Control: no-cache\r
            Connection: keep-alive\r
            Cookie: session=node0w3x8hqyn2f0s1tq5b6u7c9d0e1.node0\r
            Pragma: no-cache\r
            Referer: https://chat.example.org/chat/general\r
            Sec-Fetch-Dest: empty\r
            Sec-Fetch-Mode: cors\r
            Sec-Fetch-Site: same-origin\r
            User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36\r
            %s: user-%06d\r
            \r
            """;

    /** More than 50 would fill the default accept queue of a server socket. */
    private static final int CONNECTING_AT_ONCE = 40;

    private static final long TIMEOUT_MILLIS = 20_000;

    private final int port;
    private final Selector selector;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(16 * 1024);
    private final Set<SelectionKey> connecting = new HashSet<>();
    private int open;
    private int round;
    private int finished;
    private long bytes;

    Clients(int port) throws IOException {
        this.port = port;
        selector = Selector.open();
    }

    /** Opens {@code wanted} streams, or as many as possible. Returns how many have begun. */
    int open(int wanted) throws IOException {
        boolean answered = true;
        for (int user = 0; user < wanted && answered && connect(user); user++) {
            while (answered && connecting.size() >= CONNECTING_AT_ONCE) {
                answered = selector.select(this::read, TIMEOUT_MILLIS) > 0;
            }
        }
        while (answered && !connecting.isEmpty()) {
            answered = selector.select(this::read, TIMEOUT_MILLIS) > 0;
        }
        for (SelectionKey key : connecting) {
            key.channel().close();
        }
        bytes = 0;
        return open;
    }

    /** Waits until each stream has received one more event. Returns how many bytes were received since the event before. */
    long awaitEvent() throws IOException {
        round++;
        finished = 0;
        while (finished < open) {
            selector.select(this::read);
        }
        long received = bytes;
        bytes = 0;
        return received;
    }

    private boolean connect(int user) throws IOException {
        try {
            SocketChannel channel = SocketChannel.open(new InetSocketAddress(HOST, port));
            String request = REQUEST.formatted(Change.CHANNEL, HOST.getHostAddress(), port, USER_HEADER, user);
            channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
            channel.configureBlocking(false);
            connecting.add(channel.register(selector, SelectionKey.OP_READ, new EventScanner()));
            return true;
        } catch (SocketException e) {
            System.err.println("no more clients than " + user + ": " + e.getMessage());
            return false;
        }
    }

    private void read(SelectionKey key) {
        buffer.clear();
        EventScanner scanner = (EventScanner) key.attachment();
        int before = scanner.events();
        int length = read((SocketChannel) key.channel());
        if (length < 0) {
            drop(key, scanner);
            return;
        }
        bytes += length;
        scanner.read(buffer.flip());
        if (scanner.hasBegun() && connecting.remove(key)) {
            open++;
        }
        if (scanner.events() > round) {
            throw new IllegalStateException("a change was received twice");
        }
        finished += scanner.events() - before;
    }

    private int read(SocketChannel channel) {
        try {
            return channel.read(buffer);
        } catch (IOException e) {
            return -1;
        }
    }

    private void drop(SelectionKey key, EventScanner scanner) {
        if (scanner.hasBegun()) {
            throw new IllegalStateException("a stream has ended");
        }
        connecting.remove(key);
        key.cancel();
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }
}
