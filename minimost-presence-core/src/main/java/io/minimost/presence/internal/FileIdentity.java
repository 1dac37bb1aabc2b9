package io.minimost.presence.internal;

import io.minimost.presence.errors.PresenceStoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Notices that the file of an open database was deleted, moved or replaced. SQLite would go on writing to the file that it
 * has open, which nobody else can see any more and which is gone when the store is closed.
 *
 * <p>Looks at attributes only, like {@link StoreFile}. Thread-safe.
 */
final class FileIdentity {
    private final Optional<Path> file;
    private final boolean stableKeys;
    private final @Nullable Object key;
    private volatile boolean lost;

    private FileIdentity(DatabaseSettings settings) throws IOException {
        file = settings.file();
        // A network file system may number its files as it likes; there, only a missing file is noticed.
        stableKeys = !settings.networkFileSystems();
        key = file.isPresent() ? key(file.get()) : null;
    }

    /** What the file is now that it is open. A database in memory is never lost. */
    static FileIdentity of(DatabaseSettings settings) {
        try {
            return new FileIdentity(settings);
        } catch (IOException e) {
            throw new PresenceStoreException.Unusable(
                    settings.name(), PresenceStoreException.NO_CODE, "the file disappeared while it was opened", e);
        }
    }

    /** Looks whether the file is still there. Once it was not, the answer of {@link #require} stays. */
    void check() {
        if (file.isPresent() && !lost) {
            try {
                lost = !Objects.equals(key, key(file.get()));
            } catch (NoSuchFileException e) {
                lost = true;
            } catch (IOException e) {
                // Not a sign of anything that SQLite would not report by itself.
            }
        }
    }

    /** @throws PresenceStoreException.Unusable if the file was found to be lost */
    void require() {
        if (lost) {
            throw new PresenceStoreException.Unusable(
                    file.map(Path::toString).orElse(""),
                    PresenceStoreException.NO_CODE,
                    "the file was deleted, moved or replaced while the store had it open; close the store and see to"
                            + " the file before you open it again",
                    null);
        }
    }

    /** Device and inode. Null where the system has none (Windows, which does not let go of an open file anyway). */
    private @Nullable Object key(Path file) throws IOException {
        Object current = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        return stableKeys ? current : null;
    }
}
