package io.minimost.presence.internal;

import java.sql.SQLException;

/** Releases free pages on each sweep, slice by slice. */
final class FreePagesSweep {
    private final FreePages freePages = new FreePages();
    private final GroupCommitQueue queue;
    private final BatchCommitter committer;
    private final Runnable giveWay;

    FreePagesSweep(GroupCommitQueue queue, BatchCommitter committer, Runnable giveWay) {
        this.queue = queue;
        this.committer = committer;
        this.giveWay = giveWay;
    }

    void run() {
        for (int slice = 0; slice < FreePages.MAX_SLICES && queue.exclusively(this::releaseSlice); slice++) {
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
