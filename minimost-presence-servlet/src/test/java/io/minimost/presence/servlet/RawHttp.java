package io.minimost.presence.servlet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.LoggerFactory;

/** A client that sends exactly what a test gives it, where a well-behaved client would normalise or reject it. */
final class RawHttp {
    private static final String LINE_END = "\r\n";

    private final int port;

    RawHttp(int port) {
        this.port = port;
    }

    int port() {
        return port;
    }

    /** Sends a request of alice without a body. */
    ClientResponse send(String method, String path, String... headerLines) {
        List<String> lines = new ArrayList<>(List.of(
                method + " " + path + " HTTP/1.1", "Host: localhost:" + port, "X-User: alice", "Connection: close"));
        lines.addAll(List.of(headerLines));
        lines.add("");
        ClientResponse answer = sendLines(lines.toArray(String[]::new));
        DocumentedAnswers.check(method, path, answer);
        return answer;
    }

    /** Sends {@code lines} as they are, one byte for each character. */
    ClientResponse sendLines(String... lines) {
        return parse(sendParts(String.join(LINE_END, lines) + LINE_END));
    }

    /** Sends {@code parts} one after the other, and returns everything that comes back until the server closes. */
    String sendParts(String... parts) {
        return converse(List.of(parts), InputStream::readAllBytes);
    }

    /** Sends {@code first}, waits for what happens in between, sends {@code last}, and returns everything that comes back. */
    String sendWithPause(String first, Runnable between, String last) {
        return converse(List.of(first, last), between, InputStream::readAllBytes);
    }

    /** Sends {@code parts} one after the other, and returns the status line and the headers that come back. */
    String head(String... parts) {
        return converse(List.of(parts), in -> readHead(in).getBytes(StandardCharsets.ISO_8859_1));
    }

    private String converse(List<String> parts, Reading reading) {
        return converse(parts, () -> {}, reading);
    }

    private String converse(List<String> parts, Runnable between, Reading reading) {
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(20_000);
            for (int i = 0; i < parts.size(); i++) {
                if (i > 0) {
                    between.run();
                }
                send(socket, parts.get(i));
            }
            return new String(reading.read(socket.getInputStream()), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(String.join("", parts), e);
        }
    }

    /** A server that answers before it has read all may have closed the connection; its answer has arrived then. */
    private static void send(Socket socket, String part) throws IOException {
        try {
            socket.getOutputStream().write(part.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
        } catch (SocketException e) {
            LoggerFactory.getLogger(RawHttp.class).debug("the server has closed the connection", e);
        }
    }

    private interface Reading {
        byte[] read(InputStream in) throws IOException;
    }

    /** The status line and the headers of the next response. */
    static String readHead(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int c = 0;
        while (c >= 0 && !head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            c = in.read();
            if (c >= 0) {
                head.write(c);
            }
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private static ClientResponse parse(String response) {
        String[] parts = response.split(LINE_END + LINE_END, 2);
        String[] lines = parts[0].split(LINE_END, -1);
        Map<String, String> headers = new LinkedHashMap<>();
        for (int i = 1; i < lines.length; i++) {
            String[] header = lines[i].split(": ?", 2);
            headers.put(header[0].toLowerCase(Locale.ROOT), header[1]);
        }
        int status = Integer.parseInt(lines[0].split(" ", -1)[1]);
        return new ClientResponse(status, headers, parts.length > 1 ? parts[1] : "");
    }
}
