package io.minimost.presence.internal;

import io.minimost.presence.errors.PresenceStoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Checks where a database file lies, before SQLite touches it. Looks at attributes only: opening the file here, even to
 * read it, would drop SQLite's locks on it for the whole process.
 */
final class DatabasePath {
    /** WAL needs memory that all processes share, which these do not give. */
    private static final Pattern NETWORK =
            Pattern.compile("nfs.*|cifs|smb.*|9p|fuse(\\..+)?|lustre|gpfs|afs|ceph|glusterfs|davfs.*|vboxsf");

    private DatabasePath() {}

    /**
     * The path of {@code file} without symbolic links, so that two stores that reach it by different links know of each
     * other, and what is checked is where the file lies.
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
        if (Files.size(file) == 1) { // SQLite takes that for an empty file, and would overwrite it.
            throw new PresenceStoreException.Corrupt(
                    file.toString(), PresenceStoreException.NO_CODE, "the file is not a database", null);
        }
        if (Files.size(file) == 0 && hasLog(file)) { // SQLite would delete that, and with it what others have written.
            throw unusable(
                    file, "the file is empty, but its write-ahead log is not: it was emptied, perhaps while in use");
        }
        // To SQLite, an empty file is a database without tables; to a host that expects its data, it is a loss.
        if (!createIfMissing && Files.size(file) == 0) {
            throw unusable(file, "the file is empty, and the store may not create a database in it");
        }
    }

    private static boolean hasLog(Path file) throws IOException {
        Path log = file.resolveSibling(file.getFileName() + "-wal");
        return Files.exists(log) && Files.size(log) > 0;
    }

    /** Whoever comes by another name keeps another write-ahead log beside that, and both destroy the file. */
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
