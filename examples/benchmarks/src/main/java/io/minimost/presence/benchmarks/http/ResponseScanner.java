package io.minimost.presence.benchmarks.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Finds the ends of the answers on a connection, with as little work as possible: the clients share the processors with the
 * server. An answer has {@code Content-Length}, or a status without a body.
 */
final class ResponseScanner {
    private static final int MAX_HEAD = 4096;
    private static final byte[] LENGTH = "\ncontent-length:".getBytes(StandardCharsets.US_ASCII);

    private final byte[] head = new byte[MAX_HEAD];
    private int headLength;
    private int bodyLength;
    private int missing = -1;

    /** Reads what was received next. Returns whether the answer has ended. */
    boolean read(ByteBuffer bytes) throws IOException {
        while (missing < 0 && bytes.hasRemaining()) {
            add(bytes.get());
        }
        int rest = Math.min(Math.max(missing, 0), bytes.remaining());
        bytes.position(bytes.position() + rest);
        if (missing >= 0) {
            missing -= rest;
        }
        if (bytes.hasRemaining()) {
            throw new IOException("more than one answer: " + head());
        }
        return missing == 0;
    }

    /** Gets ready for the next answer. */
    void next() {
        headLength = 0;
        missing = -1;
    }

    int status() {
        return Integer.parseInt(new String(head, 9, 3, StandardCharsets.US_ASCII));
    }

    int bodyLength() {
        return bodyLength;
    }

    /** The value of a header, or nothing. */
    String header(String name) {
        return head().lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("");
    }

    String head() {
        return new String(head, 0, headLength, StandardCharsets.US_ASCII);
    }

    private void add(byte next) throws IOException {
        if (headLength == MAX_HEAD) {
            throw new IOException("a head of more than %d bytes: %s".formatted(MAX_HEAD, head()));
        }
        head[headLength++] = next;
        if (next == '\n' && headLength > 3 && head[headLength - 3] == '\n') {
            bodyLength = contentLength();
            missing = bodyLength;
        }
    }

    private int contentLength() throws IOException {
        for (int start = 0; start < headLength - LENGTH.length; start++) {
            if (head[start] == '\n' && isLength(start)) {
                return number(start + LENGTH.length);
            }
        }
        if (status() == 204 || status() == 304) {
            return 0;
        }
        throw new IOException("an answer without a length: " + head());
    }

    private boolean isLength(int start) {
        for (int i = 1; i < LENGTH.length; i++) {
            byte letter = head[start + i];
            if ((letter >= 'A' && letter <= 'Z' ? letter + 32 : letter) != LENGTH[i]) {
                return false;
            }
        }
        return true;
    }

    private int number(int start) {
        int value = 0;
        for (int i = start; head[i] != '\r'; i++) {
            value = head[i] == ' ' ? value : value * 10 + head[i] - '0';
        }
        return value;
    }
}
