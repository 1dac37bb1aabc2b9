package io.minimost.presence.stats;

import io.minimost.presence.internal.CommitFeed;
import io.minimost.presence.values.StoreEvent;
import java.util.concurrent.CountDownLatch;

/** Holds the write lock of a store after a commit, until it is released. */
final class FirstCommit implements CommitFeed {
    private final CountDownLatch committed;
    private final CountDownLatch release;

    /** @param committed is counted down when the lock is held */
    FirstCommit(CountDownLatch committed, CountDownLatch release) {
        this.committed = committed;
        this.release = release;
    }

    @Override
    public void committed(StoreEvent event) {
        committed.countDown();
        StoreStatsContract.awaitUninterrupted(release);
    }

    @Override
    public void released() {}
}
