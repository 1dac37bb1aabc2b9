package io.minimost.presence.internal;

import io.minimost.presence.errors.PresenceStoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a file that another copy of this library has open in the same JVM. SQLite's locks belong to the process, so two
 * copies of the driver (two web applications in one container, each with its own) do not see each other and destroy the
 * file.
 *
 * <p>The means is a shared lock on a file beside the database: other processes may have it too, but the JVM grants it only
 * once to itself, whatever the class loader. Stores of the same copy share the lock. The file is empty and stays behind.
 */
final class ClassLoaderGuard implements AutoCloseable {
    private static final String SUFFIX = ".lock";

    // Static on purpose: it is the state of this copy of the library, which is what the guard is about.
    private static final Map<Path, ClassLoaderGuard> HELD = new HashMap<>();

    private final Path lockFile;
    private final FileChannel channel;
    private int holders = 1;

    private ClassLoaderGuard(Path lockFile, FileChannel channel) {
        this.lockFile = lockFile;
        this.channel = channel;
    }

    /** Takes the lock for {@code database}, a path without symbolic links in its directory. */
    static ClassLoaderGuard acquire(Path database) {
        Path lockFile = database.resolveSibling(database.getFileName() + SUFFIX);
        synchronized (HELD) {
            ClassLoaderGuard held = HELD.get(lockFile);
            if (held != null) {
                held.holders++;
                return held;
            }
            ClassLoaderGuard guard = new ClassLoaderGuard(lockFile, lock(database, lockFile));
            HELD.put(lockFile, guard);
            return guard;
        }
    }

    @Override
    public void close() {
        synchronized (HELD) {
            holders--;
            if (holders == 0) {
                HELD.remove(lockFile);
                closeQuietly(channel);
            }
        }
    }

    private static FileChannel lock(Path database, Path lockFile) {
        FileChannel channel = null;
        try {
            channel = FileChannel.open(
                    lockFile, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true);
            if (lock == null) {
                closeQuietly(channel);
                throw unusable(database, "another program holds an exclusive lock on " + lockFile, null);
            }
            return channel;
        } catch (OverlappingFileLockException e) {
            closeQuietly(channel);
            throw unusable(
                    database,
                    "another copy of this library in the same JVM (another class loader) has it open; two copies of the"
                            + " SQLite driver would destroy the file. Put the library where all applications share it",
                    e);
        } catch (IOException e) {
            closeQuietly(channel);
            throw unusable(database, "cannot lock " + lockFile, e);
        }
    }

    private static PresenceStoreException unusable(Path database, String problem, @Nullable Exception cause) {
        return new PresenceStoreException.Unusable(database.toString(), PresenceStoreException.NO_CODE, problem, cause);
    }

    private static void closeQuietly(@Nullable FileChannel channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                // The lock is gone with the descriptor, whatever close() reports.
            }
        }
    }
}
