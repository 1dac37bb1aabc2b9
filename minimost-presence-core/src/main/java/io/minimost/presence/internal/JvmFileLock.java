package io.minimost.presence.internal;

import io.minimost.presence.errors.PresenceStoreException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a file that another copy of this library has open in the same JVM. SQLite's locks belong to the process, so two
 * copies of the driver (two web applications in one container, each with its own) do not see each other and destroy the
 * file.
 *
 * <p>There are two means, because each has a hole. A shared lock on a file beside the database: other processes may have it
 * too, but the JVM grants it only once to itself, whatever the class loader; it is there before the database is created, but
 * a cleaner may remove it. And a {@link JvmRegistry}, which only a file that exists can have. Stores of the same copy share both.
 * The lock file is empty and stays behind.
 */
final class JvmFileLock implements AutoCloseable {
    static final String SECOND_COPY =
            "another copy of this library in the same JVM (another class loader) has it open; two copies of the"
                    + " SQLite driver would destroy the file. Put the library where all applications share it";

    private static final String SUFFIX = ".lock";

    // Static on purpose: it is the state of this copy of the library, which is what the guard is about.
    private static final Map<Path, HeldLock> HELD = new HashMap<>();

    private final Path database;
    private final HeldLock lock;
    private @Nullable JvmRegistry registration;
    private @Nullable FileSafeguard store;

    private JvmFileLock(Path database, HeldLock lock, @Nullable JvmRegistry registration) {
        this.database = database;
        this.lock = lock;
        this.registration = registration;
    }

    /** Guards {@code database}, a path without symbolic links in its directory; the file need not exist yet. */
    static JvmFileLock acquire(Path database) {
        // First, because whoever has the file under another name has the lock under another name, too.
        JvmRegistry registration = registerIfExists(database);
        try {
            // If the files of another store are lost, a new connection would make them anew, or even delete what is
            // left.
            storesOn(database).forEach(FileSafeguard::requireFiles);
            return new JvmFileLock(database, hold(database), registration);
        } catch (RuntimeException e) {
            if (registration != null) {
                registration.close();
            }
            throw e;
        }
    }

    /** To be called when SQLite has created the file. */
    void created() {
        if (registration == null) {
            registration = registerIfExists(database);
        }
    }

    /** Makes the store known to the others that this copy opens on the file. */
    void share(FileSafeguard opened) {
        synchronized (HELD) {
            store = opened;
            lock.stores.add(opened);
        }
    }

    /** The stores that this copy has open on the file. */
    List<FileSafeguard> stores() {
        synchronized (HELD) {
            return List.copyOf(lock.stores);
        }
    }

    /** The lock's own file, as it was when it was locked. */
    FileWatch lockFile() {
        return lock.file();
    }

    @Override
    public void close() {
        if (registration != null) {
            registration.close();
        }
        synchronized (HELD) {
            lock.holders--;
            lock.stores.remove(store);
            if (lock.holders == 0) {
                HELD.remove(lock.file().path());
                closeQuietly(lock.channel);
            }
        }
    }

    private static @Nullable JvmRegistry registerIfExists(Path database) {
        try {
            return JvmRegistry.register(
                    database.toString(), FileSnapshot.of(database).key());
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw unusable(database, "its attributes cannot be read", e);
        }
    }

    private static List<FileSafeguard> storesOn(Path database) {
        synchronized (HELD) {
            HeldLock held = HELD.get(lockFile(database));
            return held == null ? List.of() : List.copyOf(held.stores);
        }
    }

    private static Path lockFile(Path database) {
        return database.resolveSibling(database.getFileName() + SUFFIX);
    }

    private static HeldLock hold(Path database) {
        Path lockFile = lockFile(database);
        synchronized (HELD) {
            HeldLock held = HELD.get(lockFile);
            if (held == null) {
                held = lock(database, lockFile);
                HELD.put(lockFile, held);
            }
            held.holders++;
            return held;
        }
    }

    private static HeldLock lock(Path database, Path lockFile) {
        FileChannel channel = null;
        try {
            requireNotTheDatabase(database, lockFile);
            channel = FileChannel.open(
                    lockFile, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true);
            if (lock == null) {
                closeQuietly(channel);
                throw unusable(database, "another program holds an exclusive lock on " + lockFile, null);
            }
            return new HeldLock(FileWatch.now(lockFile), channel);
        } catch (OverlappingFileLockException e) {
            closeQuietly(channel);
            throw unusable(database, SECOND_COPY, e);
        } catch (IOException e) {
            closeQuietly(channel);
            throw unusable(database, "cannot lock " + lockFile, e);
        }
    }

    /** A link there would make this class open, and later close, the database itself. */
    private static void requireNotTheDatabase(Path database, Path lockFile) throws IOException {
        try {
            FileSnapshot existing = FileSnapshot.of(lockFile);
            if (existing.key() != null && existing.isSameFile(FileSnapshot.of(database))) {
                throw unusable(database, lockFile + " is a link to it", null);
            }
        } catch (NoSuchFileException e) {
            // One of them is yet to be created.
        }
    }

    private static PresenceStoreException unusable(Path database, String problem, @Nullable Exception cause) {
        return new PresenceStoreException.Unusable(database.toString(), PresenceStoreException.NO_CODE, problem, cause);
    }

    private static void closeQuietly(@Nullable Closeable channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                // The lock is gone with the descriptor, whatever close() reports.
            }
        }
    }

    /** The lock that all stores of this copy on one path share. What changes is guarded by {@link #HELD}. */
    private static final class HeldLock {
        private final FileWatch file;
        private final Closeable channel;
        private final List<FileSafeguard> stores = new ArrayList<>();
        private int holders;

        HeldLock(FileWatch file, Closeable channel) {
            this.file = file;
            this.channel = channel;
        }

        FileWatch file() {
            return file;
        }
    }
}
