package io.minimost.presence.internal;

import java.io.FileOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/** Writes pairs until it is killed, and records each acknowledged pair in another file. */
final class KillTestWriter {
    private static final int THREADS = 4;

    private KillTestWriter() {}

    public static void main(String[] arguments) throws Exception {
        Pairs pairs = Pairs.in(Path.of(arguments[0]));
        AtomicLong nextId = new AtomicLong(Long.parseLong(arguments[2]));
        // Unbuffered: what is written here survives the kill.
        try (OutputStream acknowledged = new FileOutputStream(arguments[1], true)) {
            Together.run(THREADS, number -> {
                while (true) {
                    long id = nextId.getAndIncrement();
                    pairs.write(id);
                    acknowledged.write((id + "\n").getBytes(StandardCharsets.US_ASCII));
                }
            });
        }
    }
}
