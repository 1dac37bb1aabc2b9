package io.minimost.presence.internal;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Detects that something other than SQLite may have written to the database file: a backup that was copied over it, a tool
 * that truncated it. SQLite itself writes to the file only in a checkpoint, and truncates only free pages. A suspicion is
 * not proof, because other connections work meanwhile: a check of the file decides. Thread-safe.
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

    /** Whether the file had become shorter at the last look. Does not look again. */
    boolean isShorter() {
        FileSnapshot now = files.database();
        if (now.size() > length) {
            length = now.size();
        }
        return now.isShorterThan(length);
    }

    /** What is suspicious, or null. A change that may be a running checkpoint is reported only at the second look. */
    synchronized @Nullable String suspicion() throws SQLException {
        // First the log, so that the next call sees a checkpoint that runs in between as done.
        AnchorConnection.Log log = anchor.log();
        files.checkForCommit();
        FileSnapshot now = files.database();
        if (isShorter()) {
            return SHORTER;
        }
        boolean changed = !isUnchanged(known, now);
        boolean checkpointed = log.checkpointed() != knownLog.checkpointed() || log.frames() < knownLog.frames();
        if (changed && !checkpointed) {
            // While the file keeps changing, SQLite may be checkpointing a long log.
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

    /** Accepts the current state of the file, which has been checked. */
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
