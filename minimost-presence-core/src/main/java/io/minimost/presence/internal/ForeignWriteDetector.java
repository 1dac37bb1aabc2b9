package io.minimost.presence.internal;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Detects that something other than SQLite may have written to the database file: a backup that was copied over it, a tool
 * that truncated it. SQLite itself writes to the file only in a checkpoint, and makes it shorter only then, by pages that were
 * released before. A suspicion is not proof, because other connections work meanwhile: a check of the file decides.
 * Thread-safe.
 */
final class ForeignWriteDetector {
    static final String SHORTER = "the file has become shorter";
    private static final long NOTHING_RELEASED = Long.MAX_VALUE;

    private final OpenFiles files;
    private final AnchorConnection anchor;

    // Guarded by this.
    private long length;
    private long lengthAfterRelease = NOTHING_RELEASED;
    private FileSnapshot known;
    private LogState knownLog;
    private @Nullable FileSnapshot suspected;

    ForeignWriteDetector(OpenFiles files, AnchorConnection anchor) throws SQLException {
        this.files = files;
        this.anchor = anchor;
        knownLog = logState();
        known = files.database();
        length = known.size();
    }

    /** Whether the file had become shorter at the last look, by more than was released. Does not look again. */
    synchronized boolean isShorter() {
        FileSnapshot now = files.database();
        if (now.isShorterThan(Math.min(length, lengthAfterRelease))) {
            return true;
        }
        length = now.size();
        return false;
    }

    /** Pages may have been released: the next checkpoint may cut them off. */
    synchronized void expectRelease() throws SQLException {
        long bytes = anchor.databaseBytes();
        lengthAfterRelease = bytes < length ? bytes : NOTHING_RELEASED;
    }

    /** What is suspicious, or null. A change that may be a running checkpoint is reported only at the second look. */
    synchronized @Nullable String suspicion() throws SQLException {
        // First the log, so that the next call sees a checkpoint that runs in between as done.
        LogState log = logState();
        files.checkForCommit();
        FileSnapshot now = files.database();
        if (isShorter()) {
            return SHORTER;
        }
        boolean changed = !isUnchanged(known, now);
        if (changed && !log.isCheckpointedSince(knownLog)) {
            // While the file keeps changing, SQLite may be checkpointing a long log.
            boolean again = suspected != null && isUnchanged(suspected, now);
            suspected = now;
            return again ? "the file was written to, but not by SQLite" : null;
        }
        accept(now, log);
        expectRelease(); // By another process.
        return null;
    }

    private static boolean isUnchanged(FileSnapshot before, FileSnapshot now) {
        return now.size() == before.size() && now.modified().equals(before.modified());
    }

    /** Accepts the current state of the file, which has been checked. */
    synchronized void accept() throws SQLException {
        LogState log = logState();
        files.checkForCommit();
        accept(files.database(), log);
    }

    private void accept(FileSnapshot now, LogState log) {
        known = now;
        knownLog = log;
        length = now.size();
        suspected = null;
    }

    private LogState logState() throws SQLException {
        return new LogState(anchor.log(), files.logSalts());
    }

    /**
     * The state of the write-ahead log.
     *
     * @param salts tell a log that has started anew from one that has grown: both may have the same numbers of frames
     */
    private record LogState(AnchorConnection.Log log, long salts) {
        boolean isCheckpointedSince(LogState before) {
            return salts != before.salts
                    || log.checkpointed() != before.log.checkpointed()
                    || log.frames() < before.log.frames();
        }
    }
}
