package io.minimost.presence.internal;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Suspects that something other than SQLite has written to the database file: a backup that was copied over it, a tool
 * that cut it off. SQLite itself writes there only when it carries the write-ahead log over, and cuts off only what is
 * free. Suspicion is not proof, because all this is looked at while others work: a check of the file decides. Thread-safe.
 */
final class ForeignWriteDetector {
    static final String SHORTER = "the file has become shorter";

    private final OpenFiles files;
    private final AnchorConnection anchor;

    private volatile long length;

    // Guarded by this.
    private FileSnapshot known;
    private AnchorConnection.Log knownLog;
    private @Nullable FileSnapshot suspected;

    ForeignWriteDetector(OpenFiles files, AnchorConnection anchor) throws SQLException {
        this.files = files;
        this.anchor = anchor;
        knownLog = anchor.log();
        known = files.database();
        length = known.size();
    }

    /** Whether the file has become shorter; costs nothing, after the files were looked at. */
    boolean isShorter() {
        FileSnapshot now = files.database();
        if (now.size() > length) {
            length = now.size();
        }
        return now.isShorterThan(length);
    }

    /** What is suspicious, or null. A change that may be one of SQLite's still under way is looked at twice. */
    synchronized @Nullable String suspicion() throws SQLException {
        // First the log, so that what is carried over in between is seen as done the next time.
        AnchorConnection.Log log = anchor.log();
        files.checkForCommit();
        FileSnapshot now = files.database();
        if (isShorter()) {
            return SHORTER;
        }
        boolean changed = !isUnchanged(known, now);
        boolean carriedOver = log.checkpointed() != knownLog.checkpointed() || log.frames() < knownLog.frames();
        if (changed && !carriedOver) {
            // As long as it goes on changing, it may be SQLite that carries over a long log.
            boolean again = suspected != null && isUnchanged(suspected, now);
            suspected = now;
            return again ? "the file was written to, but not by SQLite" : null;
        }
        accept(now, log);
        return null;
    }

    private static boolean isUnchanged(FileSnapshot before, FileSnapshot now) {
        return now.size() == before.size() && now.modified().equals(before.modified());
    }

    /** What there is now has been checked. */
    synchronized void accept() throws SQLException {
        AnchorConnection.Log log = anchor.log();
        files.checkForCommit();
        accept(files.database(), log);
    }

    private void accept(FileSnapshot now, AnchorConnection.Log log) {
        known = now;
        knownLog = log;
        length = now.size();
        suspected = null;
    }
}
