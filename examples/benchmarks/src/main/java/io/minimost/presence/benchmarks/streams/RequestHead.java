package io.minimost.presence.benchmarks.streams;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** As much HTTP as the hand-written servers need: each client that connects asks for the stream. */
final class RequestHead {
    /** The answer of such a server; the line with the id means that the stream has begun. */
    static final byte[] ANSWER = """
            HTTP/1.1 200 OK\r
            Content-Type: text/event-stream\r
            Cache-Control: no-cache\r
            \r
            id: 0

            """.getBytes(StandardCharsets.US_ASCII);

    private RequestHead() {}

    /** Reads until the empty line. */
    static void skip(InputStream in) throws IOException {
        int lineLength = -1;
        while (lineLength != 0) {
            lineLength = skipLine(in);
        }
    }

    private static int skipLine(InputStream in) throws IOException {
        int length = 0;
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the request ended in its head");
            }
            length += next == '\r' ? 0 : 1;
        }
        return length;
    }
}
