package io.minimost.presence.benchmarks.streams;

import io.minimost.presence.reactions.Reaction;
import io.minimost.presence.reactions.Reactions;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;

/**
 * The work of one thread for its stream. When something has changed, it queries the reactions to one message; MiniMost's
 * thread runs a dozen queries.
 */
final class ThreadStream implements AutoCloseable {
    private static final long PING_NANOS = 15_000_000_000L;
    private static final byte[] PING = ascii(": \n\n");

    private final Socket socket;
    private final ChangeCounter counter;
    private final Reactions reactions;
    private long known;
    private List<Reaction> shown = List.of();
    private long lastWrite;

    ThreadStream(Socket socket, ChangeCounter counter, Reactions reactions) {
        this.socket = socket;
        this.counter = counter;
        this.reactions = reactions;
    }

    void begin() throws IOException, SQLException {
        RequestHead.skip(new BufferedInputStream(socket.getInputStream()));
        known = counter.read();
        shown = reactions.reactionsTo(Change.MESSAGE);
        write(RequestHead.ANSWER);
    }

    void tick() throws IOException, SQLException {
        long now = counter.read();
        if (now != known) {
            known = now;
            sendChange();
        } else if (System.nanoTime() - lastWrite > PING_NANOS) {
            write(PING);
        }
    }

    private void sendChange() throws IOException {
        List<Reaction> now = reactions.reactionsTo(Change.MESSAGE);
        if (!now.equals(shown)) {
            shown = now;
            write(ascii("event: reactions\ndata: {\"ts\":%d.0,\"reactions\":\"%s\"}\n\n"
                    .formatted(Change.MESSAGE.at().getEpochSecond(), now)));
        }
    }

    private void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        lastWrite = System.nanoTime();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
