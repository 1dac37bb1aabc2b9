package io.minimost.presence.internal;

import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Suspects that something other than SQLite has written to the database file: a backup that was copied over it, a tool
 * that cut it off. SQLite itself writes there only when it carries the write-ahead log over, and cuts off only what is
 * free. Suspicion is not proof, because all this is looked at while others work: a check of the file decides. Thread-safe.
 */
final class ForeignWrites {
    static final String TOO_SHORT = "the file has become too short";

    private final OpenFiles files;
    private final Anchor anchor;

    private volatile FileTime soundAt;

    // Changed under the lock of this only.
    private volatile FileIdentity known;
    private Anchor.Log knownLog;
    private boolean suspected;

    ForeignWrites(OpenFiles files, Anchor anchor) throws SQLException {
        this.files = files;
        this.anchor = anchor;
        knownLog = anchor.log();
        known = files.database();
        soundAt = known.modified();
    }

    /**
     * Whether the file has become shorter, or is shorter than the database. Costs nothing if it did not change, after the
     * files were looked at.
     */
    boolean isTooShort() throws SQLException {
        FileIdentity now = files.database();
        if (now.isShorterThan(known.size())) {
            return true;
        }
        if (now.modified().equals(soundAt)) {
            return false;
        }
        if (isShorterThanDatabase()) {
            return true;
        }
        soundAt = now.modified();
        return false;
    }

    /** What is suspicious, or null. A change that may be one of SQLite's still under way is looked at twice. */
    synchronized @Nullable String suspicion() throws SQLException {
        // First the log, so that what is carried over in between is seen as done the next time.
        Anchor.Log log = anchor.log();
        files.checkForCommit();
        FileIdentity now = files.database();
        if (isTooShort()) {
            return TOO_SHORT;
        }
        boolean changed = now.size() != known.size() || !now.modified().equals(known.modified());
        boolean carriedOver = log.checkpointed() != knownLog.checkpointed() || log.frames() < knownLog.frames();
        if (changed && !carriedOver) {
            boolean again = suspected;
            suspected = true;
            return again ? "the file was written to, but not by SQLite" : null;
        }
        accept(now, log);
        return null;
    }

    /** What there is now has been checked. */
    synchronized void accept() throws SQLException {
        Anchor.Log log = anchor.log();
        files.checkForCommit();
        accept(files.database(), log);
    }

    /** What the log has not carried over yet may be all that the file lacks, so then nothing can be said. */
    private boolean isShorterThanDatabase() throws SQLException {
        Anchor.Log log = anchor.log();
        long bytes = anchor.databaseBytes();
        files.checkForCommit();
        return log.isCarriedOver() && files.database().isShorterThan(bytes) && log.equals(anchor.log());
    }

    private void accept(FileIdentity now, Anchor.Log log) {
        known = now;
        knownLog = log;
        soundAt = now.modified();
        suspected = false;
    }
}
