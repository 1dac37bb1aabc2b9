package io.minimost.presence.internal;

import io.minimost.presence.errors.PresenceStoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Checks the path of a database file before SQLite opens it. Reads attributes only: if this class opened the file and closed
 * it again, the whole process would lose SQLite's locks on it.
 */
final class DatabasePath {
    /** The file systems without the shared memory that WAL needs. */
    private static final Pattern NETWORK =
            Pattern.compile("nfs.*|cifs|smb.*|9p|fuse(\\..+)?|lustre|gpfs|afs|ceph|glusterfs|davfs.*|vboxsf");

    private DatabasePath() {}

    /**
     * The path of {@code file} without symbolic links: two stores that open it by different links detect each other, and the
     * checks apply to the real directory.
     *
     * @throws PresenceStoreException if no store can be opened there
     */
    static Path locate(Path file, boolean createIfMissing, boolean networkFileSystems) {
        Path absolute = file.toAbsolutePath();
        Path directory = absolute.getParent();
        if (directory == null || Files.isDirectory(absolute)) {
            throw unusable(absolute, "this is a directory, a file is needed");
        }
        if (!Files.isDirectory(directory)) {
            throw unusable(absolute, "its directory does not exist");
        }
        boolean exists = Files.exists(absolute);
        if (!exists && Files.isSymbolicLink(absolute)) {
            throw unusable(absolute, "this is a symbolic link to a file that does not exist");
        }
        if (!exists && !createIfMissing) {
            throw unusable(absolute, "the file does not exist, and the store may not create it");
        }
        try {
            Path real = exists ? absolute.toRealPath() : directory.toRealPath().resolve(absolute.getFileName());
            if (exists) {
                checkFile(real, createIfMissing);
            }
            checkDirectory(real, Objects.requireNonNull(real.getParent()), networkFileSystems);
            return real;
        } catch (IOException e) {
            throw new PresenceStoreException.Unusable(
                    absolute.toString(), PresenceStoreException.NO_CODE, "its path cannot be resolved", e);
        }
    }

    /**
     * The absolute path of {@code file}, which is to be made.
     *
     * @throws IllegalArgumentException if there is something, or no directory for it
     */
    static Path requireFree(Path file) {
        Path absolute = file.toAbsolutePath();
        Path directory = absolute.getParent();
        if (Files.exists(absolute, LinkOption.NOFOLLOW_LINKS)) {
            throw new IllegalArgumentException("there is something at " + absolute + " already");
        }
        if (directory == null || !Files.isDirectory(directory)) {
            throw new IllegalArgumentException("the directory of " + absolute + " does not exist");
        }
        return absolute;
    }

    private static void checkFile(Path file, boolean createIfMissing) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw unusable(file, "this is not an ordinary file");
        }
        if (!Files.isReadable(file)) {
            throw unusable(file, "the file may not be read by this user");
        }
        if (!Files.isWritable(file)) {
            throw readOnly(file, "the file may not be written by this user");
        }
        requireOneName(file);
        if (Files.size(file) == 1) { // SQLite treats this as an empty file, and would overwrite it.
            throw new PresenceStoreException.Corrupt(
                    file.toString(), PresenceStoreException.NO_CODE, "the file is not a database", null);
        }
        if (Files.size(file) == 0
                && hasLog(file)) { // SQLite would delete the log, with the changes of other processes.
            throw unusable(
                    file, "the file is empty, but its write-ahead log is not: it was emptied, perhaps while in use");
        }
        // For SQLite, an empty file is a database without tables; for a host that expects its data, it is a loss.
        if (!createIfMissing && Files.size(file) == 0) {
            throw unusable(file, "the file is empty, and the store may not create a database in it");
        }
    }

    private static boolean hasLog(Path file) throws IOException {
        Path log = file.resolveSibling(file.getFileName() + "-wal");
        return Files.exists(log) && Files.size(log) > 0;
    }

    /** A process that opens the file by a second name uses a second write-ahead log, and both processes destroy the file. */
    private static void requireOneName(Path file) throws IOException {
        if (FileSnapshot.of(file).hasSecondName()) {
            throw unusable(file, "the file has a second name (a hard link); SQLite needs a file with one name");
        }
        Optional<Path> mount = MountPoints.of(file);
        if (mount.isPresent()) {
            throw unusable(
                    file,
                    "the file itself is mounted at " + mount.get()
                            + "; mount its directory instead, because SQLite keeps" + " files beside the database");
        }
    }

    private static void checkDirectory(Path file, Path directory, boolean networkFileSystems) {
        if (!Files.isWritable(directory)) {
            throw readOnly(file, "its directory may not be written, but SQLite keeps files beside the database");
        }
        if (!networkFileSystems) {
            checkFileSystem(file, directory);
        }
    }

    private static void checkFileSystem(Path file, Path directory) {
        String type;
        try {
            type = Files.getFileStore(directory).type().toLowerCase(Locale.ROOT);
        } catch (IOException e) {
            throw new PresenceStoreException.Unusable(
                    file.toString(), PresenceStoreException.NO_CODE, "its file system cannot be determined", e);
        }
        if (isNetwork(type)) {
            throw unusable(
                    file,
                    "it lies on a file system of type " + type
                            + ", where SQLite's shared memory does not work; PresenceStoreBuilder.allowNetworkFileSystem() accepts it");
        }
    }

    static boolean isNetwork(String fileSystemType) {
        return NETWORK.matcher(fileSystemType).matches();
    }

    private static PresenceStoreException unusable(Path file, String problem) {
        return new PresenceStoreException.Unusable(file.toString(), PresenceStoreException.NO_CODE, problem, null);
    }

    private static PresenceStoreException readOnly(Path file, String problem) {
        return new PresenceStoreException.ReadOnly(file.toString(), PresenceStoreException.NO_CODE, problem, null);
    }
}
