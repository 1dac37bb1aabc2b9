package io.minimost.presence.internal;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of a file, read in one call without opening it: if this process opened a database file and closed it again,
 * it would lose SQLite's locks on it.
 *
 * @param key device and inode; null where the system has none (Windows, where an open file cannot be deleted anyway)
 * @param links how many names (hard links) the file has
 * @param size in bytes; {@link #UNKNOWN_SIZE} where the system may report an outdated size for an open file
 * @param modified when its content last changed
 */
record FileSnapshot(@Nullable Object key, int links, long size, FileTime modified) {
    static final long UNKNOWN_SIZE = -1;

    private static final boolean UNIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("unix");

    /** @throws IOException if there is no such file, or its attributes cannot be read */
    static FileSnapshot of(Path file) throws IOException {
        if (!UNIX) {
            BasicFileAttributes basic = Files.readAttributes(file, BasicFileAttributes.class);
            return new FileSnapshot(basic.fileKey(), 1, UNKNOWN_SIZE, basic.lastModifiedTime());
        }
        Map<String, Object> unix = Files.readAttributes(file, "unix:fileKey,nlink,size,lastModifiedTime");
        return new FileSnapshot(
                unix.get("fileKey"),
                (int) Objects.requireNonNull(unix.get("nlink")),
                (long) Objects.requireNonNull(unix.get("size")),
                (FileTime) Objects.requireNonNull(unix.get("lastModifiedTime")));
    }

    /** The length of {@code file}; empty if there is no such file, or its length is not known. */
    static OptionalLong sizeOf(Path file) {
        try {
            long size = of(file).size();
            return size == UNKNOWN_SIZE ? OptionalLong.empty() : OptionalLong.of(size);
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    boolean isSameFile(FileSnapshot other) {
        return Objects.equals(key, other.key);
    }

    boolean hasSecondName() {
        return links > 1;
    }

    boolean isShorterThan(long bytes) {
        return size != UNKNOWN_SIZE && size < bytes;
    }
}
