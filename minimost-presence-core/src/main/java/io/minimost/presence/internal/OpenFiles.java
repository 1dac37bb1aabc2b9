package io.minimost.presence.internal;

import io.minimost.presence.errors.PresenceStoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files of an open database: the database, its write-ahead log, its shared memory, our lock file. Detects that one of
 * them was deleted, moved, replaced, emptied, truncated, or got a second name. SQLite would keep writing to the open files,
 * which no other process can see any more, and which are gone when the store is closed.
 *
 * <p>Thread-safe. A problem stays once it is found: even if the file is back, other processes may have changed it.
 */
final class OpenFiles {
    private static final String CUT_OFF = "was cut off";
    private static final int LOOKS_AT_A_SHORT_LOG = 3;

    private final String store;
    private final boolean stableKeys;
    private final AnchorConnection anchor;
    private final Watched database;
    private final Watched log;
    private final List<Watched> ofCommits;
    private final List<Watched> all;
    private volatile @Nullable String lost;

    private OpenFiles(Path file, boolean stableKeys, AnchorConnection anchor, FileWatch lock) throws IOException {
        store = file.toString();
        this.stableKeys = stableKeys;
        this.anchor = anchor;
        database = new Watched("the file", FileWatch.now(file), OpenFiles::problemOfDatabase);
        log = beside(file, "-wal", this::problemOfLog);
        Watched memory = beside(file, "-shm", OpenFiles::problemOfMemory);
        ofCommits = List.of(database, log, memory);
        all = List.of(database, log, memory, watched(lock, FileWatch.Rule.NONE));
    }

    /**
     * The files of a database that is open, and that {@code anchor} keeps open.
     *
     * @param stableKeys false on a network file system, where only a missing file is detected
     * @throws PresenceStoreException.Unusable if a file is lost already
     */
    static OpenFiles of(Path file, boolean stableKeys, AnchorConnection anchor, FileWatch lock) {
        try {
            OpenFiles files = new OpenFiles(file, stableKeys, anchor, lock);
            files.check();
            files.require();
            return files;
        } catch (IOException e) {
            throw new PresenceStoreException.Unusable(
                    file.toString(),
                    PresenceStoreException.NO_CODE,
                    "a file of the database disappeared while it was opened: " + e.getMessage(),
                    e);
        }
    }

    /** Checks all files. {@link #require} reports the first problem from then on. */
    void check() {
        check(all);
    }

    /**
     * The same, and also checks that the log is as long as SQLite expects: later writes may hide that it was truncated.
     */
    void checkThoroughly() {
        check(all);
        if (lost == null && stableKeys && isCutOff()) {
            lose(log, CUT_OFF);
        }
    }

    /** Checks only the files without which a commit is lost. */
    void checkForCommit() {
        check(ofCommits);
    }

    /** @throws PresenceStoreException.Unusable if a problem was found */
    void require() {
        PresenceStoreException problem = problem(null);
        if (problem != null) {
            throw problem;
        }
    }

    /** The exception for the problem that was found, with {@code cause}; null if none was found. */
    @Nullable
    PresenceStoreException problem(@Nullable Throwable cause) {
        String problem = lost;
        return problem == null
                ? null
                : new PresenceStoreException.Unusable(store, PresenceStoreException.NO_CODE, problem, cause);
    }

    /** The attributes of the database file at the last check. */
    FileSnapshot database() {
        return database.file().seen();
    }

    /** What is new whenever the log starts anew, see {@link LogSalts}. */
    long logSalts() {
        return LogSalts.of(log.file().path());
    }

    private void check(List<Watched> files) {
        for (Watched watched : files) {
            String problem = lost == null ? look(watched) : null;
            if (problem != null) {
                lose(watched, problem);
            }
        }
    }

    private @Nullable String look(Watched watched) {
        return stableKeys ? watched.file().look(watched.rule()) : watched.file().lookIfThere();
    }

    private void lose(Watched watched, String problem) {
        lost = watched.name() + " " + problem
                + " while the store had it open; close the store and see to the file before you open it again";
    }

    private static @Nullable String problemOfDatabase(FileSnapshot before, FileSnapshot now) {
        if (now.hasSecondName()) {
            return "got a second name (a hard link)";
        }
        return now.size() == 0 ? "was emptied" : null;
    }

    private static @Nullable String problemOfMemory(FileSnapshot before, FileSnapshot now) {
        return now.isShorterThan(before.size()) ? CUT_OFF : null;
    }

    /** The log may become shorter: another process that checkpoints it may also truncate it. */
    private @Nullable String problemOfLog(FileSnapshot before, FileSnapshot now) {
        return now.isShorterThan(before.size()) && isCutOff() ? CUT_OFF : null;
    }

    private boolean isCutOff() {
        for (int look = 0; look < LOOKS_AT_A_SHORT_LOG; look++) {
            try {
                long bytes =
                        anchor.log().bytes(); // Before the size of the file: the log only grows, unless it restarts.
                if (!FileSnapshot.of(log.file().path()).isShorterThan(bytes)) {
                    return false;
                }
            } catch (SQLException | IOException e) {
                return false; // The next read or check reports the same failure.
            }
        }
        return true;
    }

    private static Watched beside(Path file, String suffix, FileWatch.Rule rule) throws IOException {
        Path path = file.resolveSibling(file.getFileName() + suffix);
        return watched(FileWatch.now(path), rule);
    }

    private static Watched watched(FileWatch file, FileWatch.Rule rule) {
        return new Watched(String.valueOf(file.path().getFileName()), file, rule);
    }

    private record Watched(String name, FileWatch file, FileWatch.Rule rule) {}
}
