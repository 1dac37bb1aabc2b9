package io.minimost.presence.internal;

import io.minimost.presence.errors.PresenceStoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Checks where a database file lies, before SQLite touches it. Looks at attributes only: opening the file here, even to
 * read it, would drop SQLite's locks on it for the whole process.
 */
final class StoreFile {
    /** WAL needs memory that all processes share, which these do not give. */
    private static final Pattern NETWORK =
            Pattern.compile("nfs.*|cifs|smb.*|9p|fuse\\..+|fuseblk\\..+|lustre|gpfs|afs|ceph|glusterfs|davfs.*");

    private StoreFile() {}

    static void check(Path file, boolean createIfMissing, boolean networkFileSystems) {
        Path directory = file.getParent();
        if (directory == null || Files.isDirectory(file)) {
            throw unusable(file, "this is a directory, a file is needed");
        }
        if (!Files.isDirectory(directory)) {
            throw unusable(file, "its directory does not exist");
        }
        if (!Files.exists(file) && !createIfMissing) {
            throw unusable(file, "the file does not exist, and the store may not create it");
        }
        if (Files.exists(file) && !Files.isReadable(file)) {
            throw unusable(file, "the file may not be read by this user");
        }
        if (Files.exists(file) && !Files.isWritable(file)) {
            throw readOnly(file, "the file may not be written by this user");
        }
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
                            + ", where SQLite's shared memory does not work; PresenceStore.Builder can allow it");
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
