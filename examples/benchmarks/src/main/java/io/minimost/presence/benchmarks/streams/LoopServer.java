package io.minimost.presence.benchmarks.streams;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** One thread that writes to one socket after the other, without waiting for any: no server can do less. */
final class LoopServer implements StreamServer {
    private static final String BEGIN = "event: x\ndata: ";
    private static final String END = "\n\n";

    private final ServerSocketChannel listener;
    private final Queue<SocketChannel> streams = new ConcurrentLinkedQueue<>();

    private LoopServer(ServerSocketChannel listener) {
        this.listener = listener;
    }

    static LoopServer start() throws IOException {
        LoopServer server = new LoopServer(ServerSocketChannel.open().bind(new InetSocketAddress(Clients.HOST, 0)));
        Thread thread = new Thread(server::accept, "accept");
        thread.setDaemon(true);
        thread.start();
        return server;
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel stream = listener.accept();
                RequestHead.skip(new BufferedInputStream(stream.socket().getInputStream()));
                stream.configureBlocking(false);
                stream.write(ByteBuffer.wrap(RequestHead.ANSWER));
                streams.add(stream);
            }
        } catch (IOException e) {
            // The server was closed.
        }
    }

    @Override
    public int port() {
        return listener.socket().getLocalPort();
    }

    @Override
    public long change(Change change, int bytes) {
        ByteBuffer event = event(bytes);
        streams.removeIf(stream -> !isWritten(event.rewind(), stream));
        return 0;
    }

    private static boolean isWritten(ByteBuffer event, SocketChannel stream) {
        try {
            stream.write(event);
            return !event.hasRemaining();
        } catch (IOException e) {
            return false;
        }
    }

    /** Direct, as an expert would have it: any other buffer is copied for each socket. */
    private static ByteBuffer event(int bytes) {
        String data = "x".repeat(bytes - BEGIN.length() - END.length());
        return ByteBuffer.allocateDirect(bytes).put((BEGIN + data + END).getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (SocketChannel stream : streams) {
            stream.close();
        }
    }
}
