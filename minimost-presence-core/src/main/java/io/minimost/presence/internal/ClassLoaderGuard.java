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
 * copies of the driver (two web applications in one container, each with its own) do not see each other's locks and destroy
 * the file.
 *
 * <p>There are two mechanisms, because each has a gap. The first is a shared lock on a file beside the database. Other
 * processes can hold it too, but a JVM grants it only once, for all class loaders. It exists before the database does, but a
 * cleanup tool may delete the file. The second is an entry in the {@link OpenFileProperty}, which needs an existing database file.
 * Stores of the same copy share both. The lock file is empty and is not deleted.
 */
final class ClassLoaderGuard implements AutoCloseable {
    static final String SECOND_COPY =
            "another copy of this library in the same JVM (another class loader) has it open; two copies of the"
                    + " SQLite driver would destroy the file. Put the library where all applications share it";

    private static final String SUFFIX = ".lock";

    // Static on purpose: the locks belong to this copy of the library, not to a store.
    private static final Map<Path, HeldLock> HELD = new HashMap<>();

    private final Path database;
    private final HeldLock lock;
    private @Nullable OpenFileProperty registration;
    private @Nullable FileSafeguard store;

    private ClassLoaderGuard(Path database, HeldLock lock, @Nullable OpenFileProperty registration) {
        this.database = database;
        this.lock = lock;
        this.registration = registration;
    }

    /** Locks {@code database}, a path whose directory has no symbolic links; the file need not exist yet. */
    static ClassLoaderGuard acquire(Path database) {
        // First: a store that has the file open by another name has a lock file of another name too.
        OpenFileProperty registration = registerIfExists(database);
        try {
            // If a file of another store is lost, a new connection would create it again, or delete what is left of the
            // others.
            storesOn(database).forEach(FileSafeguard::requireFiles);
            return new ClassLoaderGuard(database, hold(database), registration);
        } catch (RuntimeException e) {
            if (registration != null) {
                registration.close();
            }
            throw e;
        }
    }

    /** Called when SQLite has created the file. */
    void created() {
        if (registration == null) {
            registration = registerIfExists(database);
        }
    }

    /** Adds the store to {@link #stores}. */
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

    /** The lock file, watched since it was locked. */
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

    private static @Nullable OpenFileProperty registerIfExists(Path database) {
        try {
            return OpenFileProperty.register(
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

    /** If the lock file were a link to the database, this class would open and later close the database itself. */
    private static void requireNotTheDatabase(Path database, Path lockFile) throws IOException {
        try {
            FileSnapshot existing = FileSnapshot.of(lockFile);
            if (existing.key() != null && existing.isSameFile(FileSnapshot.of(database))) {
                throw unusable(database, lockFile + " is a link to it", null);
            }
        } catch (NoSuchFileException e) {
            // One of the two does not exist yet.
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
                // The descriptor is closed and the lock released even if close() fails.
            }
        }
    }

    /** The lock that all stores of this copy on one path share. Its mutable state is guarded by {@link #HELD}. */
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
