package io.minimost.presence.internal;

import java.nio.file.Path;

/** The other process of {@link SharedFileTest}. Any exception ends it with a status that the test sees. */
final class SharedFileWriter {
    private SharedFileWriter() {}

    public static void main(String[] arguments) throws Exception {
        int child = Integer.parseInt(arguments[1]);
        try (Pairs pairs = Pairs.in(Path.of(arguments[0]))) {
            Together.run(SharedFileTest.THREADS, thread -> SharedFileTest.writeAll(pairs, 100 + 10 * child + thread));
        }
        System.out.println("done");
    }
}
