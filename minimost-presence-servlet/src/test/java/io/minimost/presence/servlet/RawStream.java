package io.minimost.presence.servlet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.slf4j.LoggerFactory;

/** The connection of a client that controls when it reads its stream, if at all, and how it disconnects. */
final class RawStream implements AutoCloseable {
    private static final int SMALL_BUFFER = 4096;

    private final Socket socket = new Socket();

    /** Requests a stream with HTTP/1.0, so that the body has no chunks. */
    RawStream(int port, String user, String query) {
        try {
            socket.setReceiveBufferSize(SMALL_BUFFER);
            socket.connect(new InetSocketAddress("localhost", port));
            String request =
                    "GET /events" + query + " HTTP/1.0\r\nHost: localhost:" + port + "\r\nX-User: " + user + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads the status line and the headers, which arrive when the stream is open. */
    RawStream awaitHead() {
        try {
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            InputStream in = socket.getInputStream();
            while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                int c = in.read();
                if (c < 0) {
                    throw new AssertionError("the answer ends after " + head);
                }
                head.write(c);
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads everything from now on. */
    EventSourceClient read() {
        try {
            return new EventSourceClient(200, Map.of(), socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the server has closed the connection, which then rejects what the client sends. */
    boolean isRejected() {
        try {
            socket.getOutputStream().write('x');
            return false;
        } catch (IOException e) {
            LoggerFactory.getLogger(RawStream.class).debug("the server has closed the connection", e);
            return true;
        }
    }

    /** Disconnects like a process that is killed before it has read everything. */
    void reset() {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        close();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
