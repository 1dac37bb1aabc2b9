package io.minimost.presence.internal;

import java.sql.SQLException;
import java.util.function.BooleanSupplier;

/** Releases free pages on each sweep, slice by slice, and then lets the file become shorter. */
final class FreePagesSweep {
    private final FreePages freePages = new FreePages();
    private final GroupCommitQueue queue;
    private final BatchCommitter committer;
    private final Runnable giveWay;
    private final BooleanSupplier checkpoint;
    private boolean isFileOutdated;

    /** @param checkpoint copies the log to the file while others write, and returns whether that was all of it */
    FreePagesSweep(GroupCommitQueue queue, BatchCommitter committer, Runnable giveWay, BooleanSupplier checkpoint) {
        this.queue = queue;
        this.committer = committer;
        this.giveWay = giveWay;
        this.checkpoint = checkpoint;
    }

    void run() {
        for (int slice = 0; slice < FreePages.MAX_SLICES; slice++) {
            if (!queue.exclusively(this::releaseSlice)) {
                // Until then the file keeps its length, and a quiet store might not do it for days.
                isFileOutdated = isFileOutdated && !checkpoint.getAsBoolean();
                return;
            }
            isFileOutdated = true;
            giveWay.run();
        }
    }

    private boolean releaseSlice() {
        try {
            return committer.release(freePages);
        } catch (SQLException e) {
            throw committer.failedToRead(e);
        }
    }
}
