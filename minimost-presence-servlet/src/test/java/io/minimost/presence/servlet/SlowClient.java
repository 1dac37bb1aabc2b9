package io.minimost.presence.servlet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client that has sent the head of a request and perhaps a byte of its body, and sends more only on request. */
final class SlowClient implements AutoCloseable {
    private final Socket socket;

    /** @param headers with a line end behind each */
    SlowClient(int port, String requestLine, String headers, String firstOfBody) {
        try {
            socket = new Socket("localhost", port);
            socket.setSoTimeout(20_000);
            send(requestLine + " HTTP/1.1\r\nHost: localhost:" + port + "\r\n" + headers + "\r\n" + firstOfBody);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void send(String more) {
        try {
            socket.getOutputStream().write(more.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean hasAnswer() {
        try {
            return socket.getInputStream().available() > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for the status line and the headers. */
    String head() {
        try {
            return RawHttp.readHead(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything until the server closes the connection cleanly. */
    String rest() {
        try {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
