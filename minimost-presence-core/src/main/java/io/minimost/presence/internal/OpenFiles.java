package io.minimost.presence.internal;

import io.minimost.presence.errors.PresenceStoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files of an open database: itself, its write-ahead log, its shared memory, our lock. Notices that one of them was
 * deleted, moved, replaced, emptied, cut off, or got a second name. SQLite would go on writing to the files that it has open,
 * which nobody else can see any more, and which are gone when the store is closed.
 *
 * <p>Thread-safe. What was found once stays: even if the file came back, others may have changed it meanwhile.
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
     * What the files are now that the database is open and {@code anchor} holds them.
     *
     * @param stableKeys false on a network file system, where only a missing file is noticed
     * @throws PresenceStoreException.Unusable if something has happened to them already
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

    /** Looks at all files. Once something is wrong, the answer of {@link #require} stays. */
    void check() {
        check(all);
    }

    /** The same, and also whether the log is as long as SQLite believes: a loss may hide behind what was written since. */
    void checkThoroughly() {
        check(all);
        if (lost == null && stableKeys && isCutOff()) {
            lose(log, CUT_OFF);
        }
    }

    /** Looks at those without which a commit is lost. */
    void checkForCommit() {
        check(ofCommits);
    }

    /** @throws PresenceStoreException.Unusable if something was found to be wrong */
    void require() {
        PresenceStoreException problem = problem(null);
        if (problem != null) {
            throw problem;
        }
    }

    /** What was found to be wrong, with {@code cause} if that led to it; null if nothing was. */
    @Nullable
    PresenceStoreException problem(@Nullable Throwable cause) {
        String problem = lost;
        return problem == null
                ? null
                : new PresenceStoreException.Unusable(store, PresenceStoreException.NO_CODE, problem, cause);
    }

    /** The database file as it was when last looked at. */
    FileSnapshot database() {
        return database.file().seen();
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

    /** It may become shorter: when others carry it over into the database, they may cut it off as well. */
    private @Nullable String problemOfLog(FileSnapshot before, FileSnapshot now) {
        return now.isShorterThan(before.size()) && isCutOff() ? CUT_OFF : null;
    }

    private boolean isCutOff() {
        for (int look = 0; look < LOOKS_AT_A_SHORT_LOG; look++) {
            try {
                long bytes = anchor.log().bytes(); // First: it only grows, unless it begins anew just now.
                if (!FileSnapshot.of(log.file().path()).isShorterThan(bytes)) {
                    return false;
                }
            } catch (SQLException | IOException e) {
                return false; // Whoever reads or looks next is told the same.
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
