package io.minimost.presence.servlet;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A client that speaks just enough HTTP/2 to announce a body, send one byte of it, and read the response. The JDK's
 * client reads no response before it has sent the whole body.
 */
final class SlowHttp2Client implements AutoCloseable {
    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int RESET = 3;
    private static final int SETTINGS = 4;
    private static final int GO_AWAY = 7;
    private static final int END_HEADERS = 4;

    private final Socket socket;

    SlowHttp2Client(int port, String path, Map<String, String> more) {
        try {
            socket = new Socket("localhost", port);
            socket.setSoTimeout(20_000);
            ByteArrayOutputStream headers = new ByteArrayOutputStream();
            header(headers, ":method", "POST");
            header(headers, ":path", path);
            header(headers, ":scheme", "http");
            header(headers, ":authority", "localhost:" + port);
            header(headers, "content-type", "application/json");
            more.forEach((name, value) -> header(headers, name, value));
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            all.writeBytes(ascii("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"));
            frame(all, SETTINGS, 0, 0, new byte[0]);
            frame(all, HEADERS, END_HEADERS, 1, headers.toByteArray());
            frame(all, DATA, 0, 1, ascii("{"));
            socket.getOutputStream().write(all.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first part of the response body. */
    String answer() {
        try {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            while (true) {
                int length = in.readUnsignedShort() << 8 | in.readUnsignedByte();
                int type = in.readUnsignedByte();
                in.skipNBytes(5);
                byte[] payload = in.readNBytes(length);
                if (type == DATA) {
                    return new String(payload, StandardCharsets.US_ASCII);
                }
                if (type == RESET || type == GO_AWAY) {
                    throw new AssertionError("frame of type " + type + " in the place of an answer");
                }
            }
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

    private static void frame(ByteArrayOutputStream out, int type, int flags, int stream, byte[] payload) {
        out.write(0);
        out.write(payload.length >> 8);
        out.write(payload.length);
        out.write(type);
        out.write(flags);
        out.writeBytes(new byte[] {0, 0, 0, (byte) stream});
        out.writeBytes(payload);
    }

    /** As literals, which need no table. */
    private static void header(ByteArrayOutputStream out, String name, String value) {
        out.write(0);
        out.write(name.length());
        out.writeBytes(ascii(name));
        out.write(value.length());
        out.writeBytes(ascii(value));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
