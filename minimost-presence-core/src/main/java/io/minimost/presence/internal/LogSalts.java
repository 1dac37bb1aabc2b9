package io.minimost.presence.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The salts of a write-ahead log: two numbers in its header that are new whenever the log starts anew after a checkpoint. SQLite
 * answers no query for them. Unlike the database and {@code -shm}, the log may be opened and closed: SQLite locks nothing in it.
 */
final class LogSalts {
    private static final int POSITION = 16;

    private LogSalts() {}

    /** Both salts of the log {@code file}; 0 if it has no header yet, or cannot be read. */
    static long of(Path file) {
        ByteBuffer salts = ByteBuffer.allocate(Long.BYTES);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return channel.read(salts, POSITION) == Long.BYTES ? salts.getLong(0) : 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
